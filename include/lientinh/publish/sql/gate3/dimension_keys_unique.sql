-- A dimension names each thing once.
select 'dim_area' as relation, territory as key from dim_area group by territory having count(*) > 1
union all
select 'dim_indicator' as relation, indicator_code as key from dim_indicator group by indicator_code having count(*) > 1
union all
select 'dim_period' as relation, period || ' ' || period_basis as key
from dim_period
group by period, period_basis
having count(*) > 1
union all
select 'dim_report' as relation, report_id as key from dim_report group by report_id having count(*) > 1
union all
select 'dim_submission' as relation, decision_id || ' ' || coalesce(document_id, '') as key
from dim_submission
group by decision_id, document_id
having count(*) > 1
