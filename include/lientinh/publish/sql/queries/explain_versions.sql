-- Everything ever known of a series, the newest knowledge first.
select
    evidence.observation_id,
    fact.value,
    fact.lower,
    fact.upper,
    fact.qualifier,
    fact.decision,
    fact.leads,
    fact.known_from,
    fact.known_to,
    submission.relation,
    submission.processing,
    submission.submission_id,
    submission.report_id,
    submission.file,
    submission.agency_text,
    submission.number,
    submission.symbol,
    submission.issued_on,
    publication.n as publication,
    publication.cause
from evidence
join fact_observation as fact on fact.observation_key = evidence.observation_key
join dim_submission as submission on submission.submission_key = fact.submission_key
left join publication on publication.published_at = fact.known_from
where evidence.series_id = $series_id
order by fact.known_from desc, fact.leads desc, evidence.observation_id
