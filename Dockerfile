# Liên Tỉnh on the official Airflow image. The version here, in requirements.txt and in docker-compose.yml is one;
# tests/house keeps them in step.
FROM apache/airflow:3.3.2-python3.12

USER root
# What reads scans, and .doc and .rtf; docs/deploy.md says what is missing without either.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui \
    && rm -rf /var/lib/apt/lists/*
# The data folder belongs to the user Airflow runs as, so that a fresh volume takes over its ownership.
RUN install --directory --owner=airflow --group=root --mode=2775 /var/lib/lientinh /var/lib/lientinh-auth
USER airflow

COPY requirements.txt /opt/lientinh/requirements.txt
RUN pip install --no-cache-dir --require-hashes --requirement /opt/lientinh/requirements.txt

# The package runs from its folder, beside the catalogue it reads; `python -m lientinh` is its command line.
COPY --chown=airflow:root include /opt/lientinh/include
COPY --chown=airflow:root dags /opt/lientinh/dags
COPY --chown=airflow:root plugins /opt/lientinh/plugins

ENV PYTHONPATH=/opt/lientinh/include \
    PYTHONUTF8=1 \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/lientinh/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/lientinh/plugins \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    GX_ANALYTICS_ENABLED=false \
    LIENTINH_HOME=/var/lib/lientinh
