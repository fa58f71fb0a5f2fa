-- One row per document of a submission and processing that was decided; a submission that could not be read has one row without a document.
-- @relation: of the document to its report: initial, replaces, corrects, supplements, withdraws
-- @legal_state: signed, unsigned, draft or unknown
-- @role: what the file was taken for among those of its submission: alone, cover, annex, copy
-- @copy_of: submission_id of the earlier submission whose document it is a copy of, or whose annex it is
-- @precedence: who leads among documents that stand at one time, the lowest first
-- @stands_at: when it landed; of a copy, when the document landed that it is a copy of (UTC)
-- @outcome: accepted or rejected, by decided_by at decided_at
-- @known_from: when the publication that first knew it was made (UTC)
select
    cast(
        held.last_key + row_number() over (order by decision.n, decision.decision_id, document.document_id nulls first) as integer
    ) as submission_key,
    decision.submission_id,
    decision.processing,
    decision.area_code,
    decision.name,
    decision.received,
    decision.landed_at,
    decision.arrived_on,
    decision.outcome,
    decision.refused,
    decision.decided_at,
    decision.decided_by,
    decision.n as publication,
    decision.published_at as known_from,
    coalesce(document.relation, decision.relation) as relation,
    document.document_id,
    document.report_id,
    document.file,
    document.sha256,
    document.kind,
    document.title,
    document.agency_code,
    document.agency_text,
    document.number,
    document.symbol,
    document.issued_on,
    document.issued_text,
    document.report_type,
    document.report_period,
    document.period_basis,
    document.legal_state,
    document.encoding,
    coalesce(document.role, 'alone') as role,
    document.copy_of,
    coalesce(document.precedence, 0) as precedence,
    coalesce(document.stands_at, decision.landed_at) as stands_at,
    decision.decision_id
from stage_decision as decision
left join stage_document as document on document.decision_id = decision.decision_id
cross join (select coalesce(max(submission_key), 0) as last_key from held_submission) as held
where decision.n > (select n from held_publication)
order by submission_key
