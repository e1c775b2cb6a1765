-- Packing: the expressions that define_pack() writes out give the same bytes as the plain functions, at every edge of a length.
select no_plan();

create function pg_temp.evaluated(expression text) returns bytea language plpgsql as $$
declare b bytea;
begin
	execute 'select ' || expression into b;
	return b;
end $$;
select is(pg_temp.evaluated(concordat.bigint_sql(format('(%s::bigint)', n), instant)), concordat.varint(n), concat(n, ' as a varint', case when instant then ', an instant' end)) from unnest(array[true, false]) instant, unnest(array[0, 1, 127, 128, 129, 16383, 16384, 16385, 2097151, 2097152,
	562949953421311, 562949953421312, 562949953421313, 1764028800000000, 72057594037927935, 72057594037927936, 9223372036854775807, -1, -128, -9223372036854775807]) n;
select is(pg_temp.evaluated(concordat.varint_sql(n::text)), concordat.varint(n), format('%s as a length', n)) from unnest(array[0, 127, 128, 16383, 16384, 65536]) n;
select is(pg_temp.evaluated(concordat.text_sql('\x0a', quote_literal(repeat('x', n)))), concordat.pack_text('\x0a', repeat('x', n)), format('a text of %s bytes', n)) from unnest(array[0, 1, 127, 128, 16383, 16384]) n;
select is(pg_temp.evaluated(concordat.text_sql('\xa201', 'null::text')), ''::bytea, 'a text that is not there');
select is(concordat.pack_note(n), concordat.pack_text('\x0a', 'a/b') || concordat.pack_list('\x22', n.readers) || concordat.pack_text('\x6a' , null), format('readers %s', n.readers))
	from unnest(array['{}', '{a}', '{a,b}', '{a,b,c}', '{a,b,c,d}', '{"",é}']::text[]) l(list) cross join lateral (select (jsonb_populate_record(null::concordat.note, jsonb_build_object('id', 'a/b', 'readers', to_jsonb(list::text[])))).*) n;

select * from finish();
