-- What the scanner does not take stays held back as before; its readers are told so in place of waiting for it.
create or replace view document.document_card as
    select d.id, d.name, d.media_type, d.size, d.sha256, d.stored_at,
           case when s.state = 'SCANNING' and s.trouble = 'TOO_LARGE' then 'TOO_LARGE' else coalesce(s.state, 'UNSCANNED') end as state, s.signature
      from document.document d
      left join document.scan s on s.sha256 = d.sha256;
