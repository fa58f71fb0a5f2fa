"""The adapter between the package and Airflow; the package itself knows nothing of Airflow."""
