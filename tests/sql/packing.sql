-- Packing: the expressions that define_pack() writes out give the same bytes as the plain functions, at every edge of a length.
select no_plan();

create function pg_temp.evaluated(expression text) returns bytea language plpgsql as $$
declare b bytea;
begin
	execute 'select ' || expression into b;
	return b;
end $$;
select is(concordat.varint(n), bytes, n || ' as a varint') from (values (0, '\x00'::bytea), (127, '\x7f'), (128, '\x8001'), (300, '\xac02'), (16384, '\x808001'), (1764028800000000, '\x80c0fdafff8b9103'),
	(9223372036854775807, '\xffffffffffffffff7f'), (-1, '\xffffffffffffffffff01'), (-9223372036854775808, '\x80808080808080808001')) v(n, bytes);
select is(pg_temp.evaluated(concordat.number_sql(tag, format('(%s::bigint)', n), sort)), tag || concordat.varint(n), format('%s as a number %s', n, sort)) from unnest(array['instant', 'revision', '']) sort,
	unnest(array['\x08', '\xa001']::bytea[]) tag, unnest(array[0, 1, 127, 128, 129, 16383, 16384, 16385, 2097151, 2097152, 268435455, 268435456, 562949953421311, 562949953421312, 562949953421313, 1764028800000000,
	1234567890123456, 72057594037927935, 72057594037927936, 9223372036854775807, -1, -128, -9223372036854775807]) n;
select is(pg_temp.evaluated(concordat.text_sql('\x0a', quote_literal(repeat('x', n)))), concordat.pack_text('\x0a', repeat('x', n)), format('a text of %s bytes', n)) from unnest(array[0, 1, 127, 128, 16383, 16384]) n;
select is(concordat.pack_text('\x0a', repeat('x', n)), '\x0a'::bytea || length || convert_to(repeat('x', n), 'UTF8'), format('a length of %s', n)) from (values (0, '\x00'::bytea), (127, '\x7f'), (128, '\x8001'), (16383, '\xff7f'),
	(16384, '\x808001')) v(n, length);
select is(pg_temp.evaluated(concordat.text_sql('\xa201', 'null::text')), ''::bytea, 'a text that is not there');
select is(pg_temp.evaluated(concordat.text_sql('\xa201', quote_literal('é'))), '\xa20102c3a9'::bytea, 'a length is counted in bytes');
select is(pg_temp.evaluated(concordat.pack_field_sql(20, format('(null::%s)', type), type)), ''::bytea, type || ' that is not there') from unnest(array['text', 'text[]', 'date', 'boolean', 'integer', 'bigint']) type;
select is(concordat.pack_note(n), concordat.pack_text('\x0a', 'a/b') || concordat.pack_list('\x22', n.readers) || concordat.pack_text('\x6a' , null), format('readers %s', n.readers))
	from unnest(array['{}', '{a}', '{a,b}', '{a,b,c}', '{a,b,c,d}', '{"",é}']::text[]) l(list) cross join lateral (select (jsonb_populate_record(null::concordat.note, jsonb_build_object('id', 'a/b', 'readers', to_jsonb(list::text[])))).*) n;

select * from finish();
