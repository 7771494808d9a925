-- Days that are not what their weekday says: public holidays on weekdays and weekends, and weekend days that are worked (调休).
create table platform.special_day (
    day     date primary key,
    kind    text not null check (kind in ('HOLIDAY', 'WORKDAY')),
    name    text not null check (name <> ''),
    name_en text,
    source  text not null check (source <> ''),   -- the notice that says so
    -- Working on a weekday is no exception.
    check (kind = 'HOLIDAY' or extract(isodow from day) > 5)
);

-- 2023: 国办发明电〔2022〕16号, 2025: 国办发明电〔2024〕12号, 2026: 国办发明电〔2025〕7号 (notices of the General Office of the State Council).
insert into platform.special_day (day, kind, name, name_en, source)
select d::date, 'HOLIDAY', h.name, h.name_en, h.source
  from (values
    (date '2022-12-31', date '2023-01-02', '元旦', 'New Year', '国办发明电〔2022〕16号'),
    (date '2023-01-21', date '2023-01-27', '春节', 'Spring Festival', '国办发明电〔2022〕16号'),
    (date '2023-04-05', date '2023-04-05', '清明节', 'Tomb-Sweeping Day', '国办发明电〔2022〕16号'),
    (date '2023-04-29', date '2023-05-03', '劳动节', 'Labor Day', '国办发明电〔2022〕16号'),
    (date '2023-06-22', date '2023-06-24', '端午节', 'Dragon Boat Festival', '国办发明电〔2022〕16号'),
    (date '2023-09-29', date '2023-10-06', '中秋节、国庆节', 'Mid-Autumn Festival and National Day', '国办发明电〔2022〕16号'),
    (date '2025-01-01', date '2025-01-01', '元旦', 'New Year', '国办发明电〔2024〕12号'),
    (date '2025-01-28', date '2025-02-04', '春节', 'Spring Festival', '国办发明电〔2024〕12号'),
    (date '2025-04-04', date '2025-04-06', '清明节', 'Tomb-Sweeping Day', '国办发明电〔2024〕12号'),
    (date '2025-05-01', date '2025-05-05', '劳动节', 'Labor Day', '国办发明电〔2024〕12号'),
    (date '2025-05-31', date '2025-06-02', '端午节', 'Dragon Boat Festival', '国办发明电〔2024〕12号'),
    (date '2025-10-01', date '2025-10-08', '国庆节、中秋节', 'National Day and Mid-Autumn Festival', '国办发明电〔2024〕12号'),
    (date '2026-01-01', date '2026-01-03', '元旦', 'New Year', '国办发明电〔2025〕7号'),
    (date '2026-02-15', date '2026-02-23', '春节', 'Spring Festival', '国办发明电〔2025〕7号'),
    (date '2026-04-04', date '2026-04-06', '清明节', 'Tomb-Sweeping Day', '国办发明电〔2025〕7号'),
    (date '2026-05-01', date '2026-05-05', '劳动节', 'Labor Day', '国办发明电〔2025〕7号'),
    (date '2026-06-19', date '2026-06-21', '端午节', 'Dragon Boat Festival', '国办发明电〔2025〕7号'),
    (date '2026-09-25', date '2026-09-27', '中秋节', 'Mid-Autumn Festival', '国办发明电〔2025〕7号'),
    (date '2026-10-01', date '2026-10-07', '国庆节', 'National Day', '国办发明电〔2025〕7号')
  ) as h (first, last, name, name_en, source)
 cross join generate_series(h.first, h.last, interval '1 day') d;

insert into platform.special_day (day, kind, name, name_en, source)
select w.day, 'WORKDAY', w.name || '调休', w.name_en || ', worked instead', w.source
  from (values
    (date '2023-01-28', '春节', 'Spring Festival', '国办发明电〔2022〕16号'),
    (date '2023-01-29', '春节', 'Spring Festival', '国办发明电〔2022〕16号'),
    (date '2023-04-23', '劳动节', 'Labor Day', '国办发明电〔2022〕16号'),
    (date '2023-05-06', '劳动节', 'Labor Day', '国办发明电〔2022〕16号'),
    (date '2023-06-25', '端午节', 'Dragon Boat Festival', '国办发明电〔2022〕16号'),
    (date '2023-10-07', '中秋节、国庆节', 'Mid-Autumn Festival and National Day', '国办发明电〔2022〕16号'),
    (date '2023-10-08', '中秋节、国庆节', 'Mid-Autumn Festival and National Day', '国办发明电〔2022〕16号'),
    (date '2025-01-26', '春节', 'Spring Festival', '国办发明电〔2024〕12号'),
    (date '2025-02-08', '春节', 'Spring Festival', '国办发明电〔2024〕12号'),
    (date '2025-04-27', '劳动节', 'Labor Day', '国办发明电〔2024〕12号'),
    (date '2025-09-28', '国庆节、中秋节', 'National Day and Mid-Autumn Festival', '国办发明电〔2024〕12号'),
    (date '2025-10-11', '国庆节、中秋节', 'National Day and Mid-Autumn Festival', '国办发明电〔2024〕12号'),
    (date '2026-01-04', '元旦', 'New Year', '国办发明电〔2025〕7号'),
    (date '2026-02-14', '春节', 'Spring Festival', '国办发明电〔2025〕7号'),
    (date '2026-02-28', '春节', 'Spring Festival', '国办发明电〔2025〕7号'),
    (date '2026-05-09', '劳动节', 'Labor Day', '国办发明电〔2025〕7号'),
    (date '2026-09-20', '国庆节', 'National Day', '国办发明电〔2025〕7号'),
    (date '2026-10-10', '国庆节', 'National Day', '国办发明电〔2025〕7号')
  ) as w (day, name, name_en, source);
