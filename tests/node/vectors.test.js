// tests/vectors by protobufjs: bytes and JSON twin say the same, both ways.
'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { pack, unpack, root } = require('./client.js');

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'vectors', name), 'utf8'));

for (const name of ['envelopes.json', 'records.json']) {
	test(`${name}: bytes and twin say the same both ways`, () => {
		const vectors = read(name);
		assert.ok(vectors.length > 30);
		for (const { says, message, hex, json } of vectors) {
			assert.deepStrictEqual(unpack(message, Buffer.from(hex, 'hex')), json, says);
			assert.strictEqual(pack(message, json).toString('hex'), hex, says);
		}
	});
}

test('every kind and every verb of the .proto files has a vector', () => {
	const messages = new Set(read('records.json').map((vector) => vector.message));
	for (const kind of Object.keys(root.lookupEnum('concordat.Kind').values)) {
		const name = kind.slice('KIND_'.length).split('_').map((part) => part[0] + part.slice(1).toLowerCase()).join('');
		assert.ok(name === 'Unspecified' || messages.has(name), name);
	}
	const requests = read('envelopes.json').filter((vector) => vector.message === 'Request');
	for (const verb of root.lookupType('concordat.Request').oneofs.verb.oneof)
		assert.ok(requests.some((vector) => verb in vector.json), verb);
});
