-- One row per observation and stretch of knowledge time; the stretch that is not closed is what is known now.
-- @observation_key: of evidence, which holds the id and the words; ten million times the submission_key, and the place in the document
-- @kind_key: of dim_kind: scenario, plan basis and accumulation
-- @first_said: whether it speaks for its series within its own submission
-- @territory_clear: whether the document says which borders it means; else the figure is withheld
-- @shown_id: the id of a figure of a province or the country, which a comparison is made from and shows; of others evidence holds it
-- @decision: accepted, or withheld until a person decides; a withheld figure is shown to nobody as a figure
-- @flagged: published with a warning; the finding says which
-- @leads: whether it speaks for its series, or another report does
-- @known_from: from when on this was known (UTC)
-- @known_to: until when, exclusive; empty for what is known now
select
    figure.observation_key,
    figure.indicator_key,
    figure.breakdown_key,
    figure.area_key,
    figure.period_key,
    figure.kind_key,
    figure.report_key,
    figure.submission_key,
    figure.value,
    figure.lower,
    figure.upper,
    figure.qualifier,
    figure.rounding,
    figure.obs_status,
    figure.source_authority,
    figure.decision,
    figure.flagged,
    figure.first_said,
    figure.territory_clear,
    figure.shown_id,
    stretch.leads,
    stretch.known_from,
    stretch.known_to
from leading_interval as stretch
join (
    select
        observation_key,
        indicator_key,
        breakdown_key,
        area_key,
        period_key,
        kind_key,
        report_key,
        submission_key,
        value,
        lower,
        upper,
        qualifier,
        rounding,
        obs_status,
        source_authority,
        decision,
        flagged,
        first_said,
        territory_clear,
        shown_id
    from voice
    union all
    select distinct
        observation_key,
        indicator_key,
        breakdown_key,
        area_key,
        period_key,
        kind_key,
        report_key,
        submission_key,
        value,
        lower,
        upper,
        qualifier,
        rounding,
        obs_status,
        source_authority,
        decision,
        flagged,
        first_said,
        territory_clear,
        shown_id
    from held_fact
) as figure on figure.observation_key = stretch.observation_key
order by
    figure.indicator_key, figure.period_key, figure.area_key, figure.observation_key, stretch.known_from
