// A small client of concordat-wire/1 over npm's zeromq and protobufjs: as much as the tests need, and nothing of Concordat's own.
'use strict';

const crypto = require('node:crypto');
const path = require('node:path');
const protobuf = require('protobufjs');
const zmq = require('zeromq');

const protos = path.join(__dirname, '..', '..', 'proto');
const root = new protobuf.Root();
root.resolvePath = (origin, target) => path.join(protos, path.basename(target));
root.loadSync('envelope.proto', { keepCase: true });

const twin = { longs: String, enums: String, bytes: String }; // the form that tests/vectors/README.md describes
const type = (name) => root.lookupType(`concordat.${name}`);
const unpack = (name, bytes) => type(name).toObject(type(name).decode(bytes), twin);
const pack = (name, object) => Buffer.from(type(name).encode(type(name).fromObject(object)).finish());
const record = (name, object) => pack(name, object);

class Refused extends Error {
	constructor(reply) {
		super(`${reply.status}: ${reply.failure.message}`);
		this.reply = reply;
	}
}

class Client {
	constructor(server, serverKey, publicKey, secretKey) {
		this.socket = new zmq.Dealer({ curveServerKey: serverKey, curvePublicKey: publicKey, curveSecretKey: secretKey, linger: 1000, sendTimeout: 5000 });
		this.waiting = new Map(); // id -> the one who waits for the reply
		this.pushes = [];
		this.listener = null;
		this.fault = new Promise((resolve) => {
			this.socket.events.on('handshake:error:auth', (event) => resolve(`refused ${event.status ?? event.error?.status}`));
			this.socket.events.on('handshake:error:other', () => resolve('no handshake'));
			this.socket.events.on('close', () => resolve('nobody listens'));
		});
		this.socket.connect(server);
		this.reading = this.read();
	}

	// zeromq allows one receive at a time, so one loop reads for all.
	async read() {
		for await (const [frame] of this.socket) {
			if (frame[0] === 0x08) {
				this.pushes.push(unpack('Push', frame));
				this.listener?.();
				continue;
			}
			const reply = unpack('Reply', frame);
			this.waiting.get(reply.id)?.(reply);
			this.waiting.delete(reply.id);
		}
	}

	// The reply, or what is wrong with the connection: whatever comes first.
	async ask(verb, key = crypto.randomBytes(16)) {
		const id = crypto.randomBytes(8);
		const reply = new Promise((resolve) => this.waiting.set(id.toString('base64'), resolve));
		const fault = this.fault.then((words) => { throw new Error(words); });
		await Promise.race([this.socket.send(pack('Request', { id, idempotency_key: key, ...verb })), fault]);
		return Promise.race([reply, fault]);
	}

	async call(verb, key) {
		const reply = await this.ask(verb, key);
		if (reply.status !== 'STATUS_OK')
			throw new Refused(reply);
		return reply;
	}

	// The next item of any stream, ticks left out unless they are wanted.
	async push(ticks = false) {
		for (;;) {
			while (this.pushes.length > 0) {
				const push = this.pushes.shift();
				if (ticks || !push.tick)
					return push;
			}
			await new Promise((resolve) => { this.listener = resolve; });
		}
	}

	async close() {
		this.socket.close();
		await this.reading.catch(() => {});
	}
}

module.exports = { Client, Refused, root, pack, unpack, record };
