// A real register, from another language: run by tests/system/test_node.py, which starts one and names it in the environment.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const zmq = require('zeromq');
const { Client, Refused, record, unpack } = require('./client.js');

const { CONCORDAT_SERVER: server, CONCORDAT_SERVER_KEY: serverKey, CONCORDAT_PUBLIC_KEY: publicKey, CONCORDAT_SECRET_KEY: secretKey } = process.env;
if (!server)
	throw new Error('no register: run tests/check system test_node, which starts one');

const limit = { timeout: 30000 };
const put = (kind, name, fields, more = { expect_version: 0 }) => ({ put: { record: { kind, body: record(name, fields) }, ...more } });
let client;
let welcome;

before(async () => {
	client = new Client(server, serverKey, publicKey, secretKey);
	welcome = (await client.call({ hello: { protocol_min: 1, protocol_max: 1, agent: 'node-test/1' } })).welcome;
});
after(() => client.close());

test('hello says who we are and what the limits are', limit, () => {
	assert.strictEqual(welcome.client, 'northmoor-bc/node');
	assert.deepStrictEqual(welcome.roles, ['reader', 'editor']);
	assert.strictEqual(welcome.message_bytes_max, 65536);
	assert.match(welcome.now_at, /^\d{16}$/); // int64: a string
});

test('what is put is got and listed, pence and all', limit, async () => {
	const { written } = await client.call(put('KIND_MONEY_LINE', 'MoneyLine', {
		id: 'northmoor-bc/node-line', title: 'Canolfan Môn', type: 'MONEY_TYPE_SAVING', stated_total: 'KNOWLEDGE_KNOWN', stated_total_pence: '9007199254740993',
	}));
	assert.deepStrictEqual([written.version, written.changed], ['1', true]);
	const got = await client.call({ get: { kind: 'KIND_MONEY_LINE', id: 'northmoor-bc/node-line' } });
	const line = unpack('MoneyLine', Buffer.from(got.record.body, 'base64'));
	assert.deepStrictEqual([line.title, line.stated_total_pence, line.revision], ['Canolfan Môn', '9007199254740993', written.revision]);
	const { list } = await client.call({ list: {
		kind: 'KIND_MONEY_LINE', order: '-stated_total_pence',
		where: [{ field: 'stated_total_pence', op: 'OPERATOR_GE', values: ['9007199254740993'] }, { field: 'type', op: 'OPERATOR_EQ', values: ['saving'] }],
	} });
	assert.deepStrictEqual(list.bodies.map((body) => unpack('MoneyLine', Buffer.from(body, 'base64')).id), ['northmoor-bc/node-line']);
});

test('a refusal names the field, and the same key writes once', limit, async () => {
	const key = Buffer.from('0123456789abcdef');
	const area = put('KIND_AREA', 'Area', { id: 'northmoor-bc/node-area', name: 'Node' });
	const first = await client.call(area, key);
	assert.deepStrictEqual((await client.call(area, key)).written, first.written);
	await assert.rejects(client.call(area), (error) => error instanceof Refused && error.reply.status === 'STATUS_ALREADY_EXISTS' && error.reply.failure.field === 'id');
});

test('a stream of changes goes on from a cursor and ends once', limit, async () => {
	const since = { history_id: welcome.history_id, revision: welcome.head, hash: welcome.head_hash };
	await client.call({ attach: { stream: 1, type: 'STREAM_TYPE_CHANGES', since, kinds: ['KIND_BODY'], credit: 10 } });
	const { written } = await client.call(put('KIND_BODY', 'Body', { id: 'northmoor-bc/node-board', name: 'Node board' }));
	const { change, cursor } = await client.push();
	assert.deepStrictEqual([change.type, change.id, change.revision], ['CHANGE_TYPE_CREATED', 'northmoor-bc/node-board', written.revision]);
	assert.strictEqual(unpack('Body', Buffer.from(change.after, 'base64')).name, 'Node board');
	assert.strictEqual(cursor.history_id, welcome.history_id);
	await client.call({ detach: { stream: 1 } });
	assert.strictEqual((await client.push()).end.reason, 'END_REASON_DETACHED');
});

test('an alert comes when a deadline moves, and is settled', limit, async () => {
	await client.call(put('KIND_MILESTONE', 'Milestone', { id: 'northmoor-bc/node-open', title: 'Hub open', owed_by: 'northmoor-bc', when_text: 'by August 2040' }));
	await client.call(put('KIND_SUBSCRIPTION', 'Subscription', { id: 'northmoor-bc/node-watch', title: 'Node', organisation: 'northmoor-bc', leads: ['14d'], events: ['moved'] }));
	await client.call({ attach: { stream: 2, type: 'STREAM_TYPE_ALERTS', subscription: 'northmoor-bc/node-watch', credit: 10 } });
	await client.call(put('KIND_MILESTONE', 'Milestone', { id: 'northmoor-bc/node-open', when_text: 'by October 2040' }, { reason: 'delay' }));
	const push = await client.push();
	const [alert] = push.alerts.alerts;
	assert.deepStrictEqual([alert.type, alert.number, alert.was_due_on, alert.due_on], ['ALERT_TYPE_MOVED', '1', '2040-08-31', '2040-10-31']);
	assert.strictEqual((await client.call({ settle: { stream: 2, number: alert.number } })).settled.number, '1');
});

test('hostile bytes get the verdict that their vector gives', limit, async () => {
	const vectors = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'vectors', 'hostile.json'), 'utf8'));
	for (const { says, check, hex, accepted, field } of vectors.filter((vector) => vector.check === 'envelope')) {
		const reply = new Promise((resolve) => client.waiting.set(Buffer.from('h1').toString('base64'), resolve));
		await client.socket.send(Buffer.from(hex, 'hex'));
		const { status, failure } = await reply;
		assert.deepStrictEqual([says, status, failure?.field ?? ''], [says, accepted ? 'STATUS_OK' : 'STATUS_INVALID_ARGUMENT', field]);
		assert.strictEqual(check, 'envelope');
	}
});

test('a key that is refused, a wrong server key and an absent server are told apart', limit, async () => {
	const stranger = zmq.curveKeyPair();
	const says = async (...settings) => {
		const other = new Client(...settings);
		const words = await other.fault;
		await other.close();
		return words;
	};
	assert.strictEqual(await says(server, serverKey, stranger.publicKey, stranger.secretKey), 'refused 400');
	assert.strictEqual(await says(server, stranger.publicKey, publicKey, secretKey), 'no handshake');
	assert.strictEqual(await says(process.env.CONCORDAT_NOWHERE, serverKey, publicKey, secretKey), 'nobody listens');
});
