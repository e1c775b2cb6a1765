"""A client in another language, Node with npm's zeromq and protobufjs, reads the vectors and talks to a real register: tests/node/.

What it needs is installed by `npm ci` when it is missing or not what package-lock.json says; without node, npm or a registry to get
it from, this fails with a sentence, for a test that is left out in silence is none."""

import json
import os
import re
import shutil
import subprocess

from register import ROOT, Key, RegisterTest, free_port

NODE = os.path.join(ROOT, "tests", "node")


def installed():
    """Whether node_modules holds what the lock file says."""
    def versions(path):
        with open(os.path.join(NODE, path), encoding="utf-8") as file:
            return {name: (package["version"], package["integrity"]) for name, package in json.load(file)["packages"].items() if name}
    try:
        return versions("node_modules/.package-lock.json") == versions("package-lock.json")
    except OSError:
        return False


def install():
    for program in ("node", "npm"):
        if not shutil.which(program):
            raise AssertionError(f"{program} is missing: deploy/packages.txt lists what the tests need, tests/check --install installs it")
    if not installed():
        done = subprocess.run(["npm", "ci"], cwd=NODE, capture_output=True, text=True, check=False, timeout=200)
        if done.returncode != 0:
            raise AssertionError(f"npm ci in tests/node failed, so the Node client cannot be tested:\n{done.stdout}{done.stderr}")


class Node(RegisterTest):
    @classmethod
    def setUpClass(cls):
        install()
        super().setUpClass()

    def node(self, file, least, **environment):
        done = subprocess.run(["node", "--test", "--test-reporter=tap", file], cwd=NODE, env={**os.environ, **environment}, capture_output=True, text=True, check=False, timeout=120)
        counts = dict(re.findall(r"^# (pass|fail|skipped|todo|cancelled) (\d+)$", done.stdout, re.M))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertGreaterEqual(int(counts.pop("pass")), least)
        self.assertEqual(set(counts.values()), {"0"}, done.stdout)

    def test_it_reads_the_vectors(self):
        self.node("vectors.test.js", 3)

    def test_it_talks_to_a_register(self):
        key = Key()
        self.register.client("northmoor-bc", name="node", roles=["reader", "editor"], key=key)
        self.node("register.test.js", 7, CONCORDAT_SERVER=self.register.daemon.endpoint, CONCORDAT_SERVER_KEY=self.register.server_key.public,
                  CONCORDAT_PUBLIC_KEY=key.public, CONCORDAT_SECRET_KEY=key.secret, CONCORDAT_NOWHERE=f"tcp://127.0.0.1:{free_port()}")
