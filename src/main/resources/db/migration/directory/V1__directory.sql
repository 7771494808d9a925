create schema if not exists directory;

-- 学段, 学科, 岗位: data, not code.
create table directory.stage   (code text primary key, position int not null, title text not null, title_en text not null);
create table directory.subject (code text primary key, position int not null, title text not null, title_en text not null);
create table directory.post    (code text primary key, position int not null, title text not null, title_en text not null);

-- Which kind may lie directly under which.
create table directory.organization_kind (
    code     text primary key,
    position int  not null,
    parents  text[] not null
);

create table directory.organization (
    id                 uuid primary key,
    code               text         not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,40}$'),
    name               text         not null check (name <> ''),
    name_en            text,
    kind               text         not null references directory.organization_kind,
    parent_id          uuid         references directory.organization,
    path               public.ltree not null unique,
    division_code      text,                                   -- GB/T 2260
    stages             text[]       not null default '{}',
    ownership          text         not null default 'PUBLIC' check (ownership in ('PUBLIC', 'PRIVATE')),
    rural_since        date,
    subordination      text         not null default 'TERRITORIAL' check (subordination in ('TERRITORIAL', 'DIRECT')),
    closed_on          date,
    check ((parent_id is null) = (public.nlevel(path) = 1))
);

create index organization_by_path on directory.organization using gist (path);
create index organization_by_parent on directory.organization (parent_id, code);

-- A node lies under its parent, and under a kind that its own kind allows.
create function directory.organization_fits() returns trigger language plpgsql as $$
declare up record;
begin
    if new.parent_id is not null then
        select o.path, o.kind into up from directory.organization o where o.id = new.parent_id;
        if public.subpath(new.path, 0, public.nlevel(new.path) - 1) <> up.path then
            raise exception 'organization % does not lie under its parent', new.code using errcode = '23514';
        end if;
        if not exists (select from directory.organization_kind k where k.code = new.kind and up.kind = any (k.parents)) then
            raise exception 'a % cannot lie under a %', new.kind, up.kind using errcode = '23514';
        end if;
    end if;
    return new;
end $$;

create trigger organization_fits before insert or update of parent_id, path, kind on directory.organization
    for each row execute function directory.organization_fits();

-- The person. Never deleted. Numbers of documents and telephones are kept encrypted; the hash finds them.
create table directory.teacher (
    teacher_id         uuid primary key,
    name               text  not null check (name <> ''),
    sex                text  check (sex in ('F', 'M')),
    born_on            date,
    hired_on           date,
    title              text,
    document_type      text  not null default 'RESIDENT_ID' check (document_type in ('RESIDENT_ID', 'PASSPORT', 'OTHER')),
    document_encrypted bytea,
    document_masked    text,
    phone_encrypted    bytea,
    phone_masked       text,
    real_name          text  not null default 'UNVERIFIED' check (real_name in ('UNVERIFIED', 'MATCHED', 'VERIFIED', 'REJECTED')),
    stage              text  references directory.stage,
    subject            text  references directory.subject
);

create index teacher_by_name on directory.teacher (name, teacher_id);

-- One document number, one person: keyed by the hash of type and number.
create table directory.document_number (
    hash       bytea primary key,
    teacher_id uuid  not null
);

-- Which key the numbers are hashed with, by a fingerprint that tells nothing of it: a node with another key must not write.
create table directory.key_fingerprint (
    name        text primary key,
    fingerprint bytea not null
);

create table directory.employment (
    teacher_id      uuid      not null references directory.teacher,
    id              uuid      not null,
    organization_id uuid      not null references directory.organization,
    during          daterange not null check (not isempty(during)),
    state           text      not null check (state in ('ACTIVE', 'SECONDED', 'ON_LEAVE', 'TRANSFERRED', 'RETIRED', 'LEFT')),
    engagement      text      not null default 'FULL_TIME' check (engagement in ('FULL_TIME', 'PART_TIME')),
    posts           text[]    not null default '{}',
    primary key (teacher_id, id),
    -- Nobody is in full-time service at two places at once.
    exclude using gist (teacher_id with =, during with &&)
        where (engagement = 'FULL_TIME' and state in ('ACTIVE', 'SECONDED', 'ON_LEAVE'))
);

create index employment_by_organization on directory.employment (organization_id, teacher_id);

-- 管理员任命: who holds which role over which subtree, from when to when, by whom.
create table directory.appointment (
    teacher_id      uuid      not null references directory.teacher,
    id              uuid      not null,
    role            text      not null,
    organization_id uuid      not null references directory.organization,
    during          daterange not null check (not isempty(during)),
    appointed_by    uuid,
    appointed_at    timestamptz not null,
    primary key (teacher_id, id),
    exclude using gist (teacher_id with =, role with =, organization_id with =, during with &&)
);

create index appointment_by_organization on directory.appointment (organization_id, role);

create view directory.organization_card as
    select id, code, name, name_en, kind, parent_id, path, stages, ownership, rural_since, subordination, closed_on
      from directory.organization;

-- The unit a person counts in today: the full-time employment in force, with what an audience may ask of it.
create view directory.person_card as
    select t.teacher_id, t.name, t.document_masked, t.phone_masked, t.real_name, t.stage, t.subject, t.hired_on,
           e.state, e.posts, e.organization_id, o.name as organization_name, o.code as organization_code,
           o.kind as organization_kind, o.path as organization_path, o.rural_since, o.stages as organization_stages
      from directory.teacher t
      join directory.employment e on e.teacher_id = t.teacher_id
       and e.engagement = 'FULL_TIME' and e.during @> (now() at time zone 'Asia/Shanghai')::date and e.state in ('ACTIVE', 'SECONDED', 'ON_LEAVE')
      join directory.organization o on o.id = e.organization_id;

create view directory.appointment_card as
    select a.teacher_id, a.id, a.role, a.organization_id, a.during, o.path, o.code, o.name, o.name_en, o.kind
      from directory.appointment a
      join directory.organization o on o.id = a.organization_id
     where a.during @> (now() at time zone 'Asia/Shanghai')::date;

create view directory.stage_card as select code, position, title, title_en from directory.stage;
create view directory.subject_card as select code, position, title, title_en from directory.subject;
create view directory.post_card as select code, position, title, title_en from directory.post;

insert into directory.stage values
    ('PRESCHOOL', 1, '学前', 'Preschool'), ('PRIMARY', 2, '小学', 'Primary'), ('JUNIOR', 3, '初中', 'Junior secondary'),
    ('SENIOR', 4, '高中', 'Senior secondary'), ('VOCATIONAL', 5, '中职', 'Secondary vocational'),
    ('HIGHER_VOCATIONAL', 6, '高职', 'Higher vocational'), ('UNDERGRADUATE', 7, '本科', 'Undergraduate'),
    ('SPECIAL', 8, '特殊教育', 'Special education');
insert into directory.subject values
    ('CHINESE', 1, '语文', 'Chinese'), ('MATH', 2, '数学', 'Mathematics'), ('ENGLISH', 3, '英语', 'English'),
    ('MORALITY', 4, '道德与法治', 'Morality and law'), ('HISTORY', 5, '历史', 'History'), ('GEOGRAPHY', 6, '地理', 'Geography'),
    ('PHYSICS', 7, '物理', 'Physics'), ('CHEMISTRY', 8, '化学', 'Chemistry'), ('BIOLOGY', 9, '生物', 'Biology'),
    ('SCIENCE', 10, '科学', 'Science'), ('IT', 11, '信息技术', 'Information technology'), ('MUSIC', 12, '音乐', 'Music'),
    ('ART', 13, '美术', 'Art'), ('PE', 14, '体育与健康', 'Physical education'), ('MENTAL_HEALTH', 15, '心理健康', 'Mental health'),
    ('LABOR', 16, '劳动', 'Labor'), ('PRESCHOOL', 17, '幼儿教育', 'Preschool education'), ('VOCATIONAL', 18, '专业课', 'Vocational subjects'),
    ('SPECIAL', 19, '特殊教育', 'Special education');
insert into directory.post values
    ('CLASSROOM_TEACHER', 1, '专任教师', 'Classroom teacher'), ('HOMEROOM_TEACHER', 2, '班主任', 'Homeroom teacher'),
    ('COUNSELOR_FULL_TIME', 3, '专职心理健康教育教师', 'Full-time mental-health teacher'),
    ('COUNSELOR_PART_TIME', 4, '兼职心理健康教育教师', 'Part-time mental-health teacher'),
    ('TUTOR', 5, '辅导员', 'University tutor'), ('RESEARCHER', 6, '教研员', 'Teaching researcher'),
    ('PRINCIPAL', 7, '校(园)长', 'Principal'), ('LAB_TEACHER', 8, '实验教师', 'Laboratory teacher'),
    ('LIBRARIAN', 9, '图书管理人员', 'Librarian'), ('NURSERY_CARER', 10, '保育员', 'Nursery carer'),
    ('HEALTH_CARER', 11, '保健员', 'Health carer'), ('FINANCE', 12, '财务人员', 'Finance staff'),
    ('TRAINING_STAFF', 13, '师训人员', 'Training staff'), ('TECHNICIAN', 14, '技术人员', 'Technician');
insert into directory.organization_kind values
    ('NATION', 1, '{}'), ('PROVINCE', 2, '{NATION}'), ('CITY', 3, '{PROVINCE}'), ('COUNTY', 4, '{CITY,PROVINCE}'),
    ('SCHOOL', 5, '{COUNTY,CITY,PROVINCE}'), ('UNIVERSITY', 6, '{NATION,PROVINCE,CITY}'),
    ('PROVIDER', 7, '{NATION,PROVINCE,CITY,COUNTY}'), ('DEVELOPMENT_CENTER', 8, '{PROVINCE,CITY,COUNTY}'),
    ('TEACHING_POINT', 9, '{SCHOOL}'), ('YOUTH_PALACE', 10, '{CITY,COUNTY}');

-- Everybody the platform knows, with or without a current unit.
create view directory.teacher_card as
    select teacher_id, name, document_masked from directory.teacher;
