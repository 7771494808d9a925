-- HLS: a playlist of the byte ranges of the lesson's film, which stays one file and plays by itself as well.
alter table catalog.lesson add column playlist_id uuid check (playlist_id is null or kind = 'VIDEO');
