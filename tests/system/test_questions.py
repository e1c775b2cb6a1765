"""The questions that partnership officers, clerks, treasurers and scrutiny members ask of the five real sources, through the command
line, with their exact answers: questions_*.json, one entry a question, each step a command and what its answer must hold."""

import csv
import glob
import io
import json
import os
import unittest

from register import EXAMPLES, Register

HERE = os.path.dirname(os.path.abspath(__file__))
# Who asks: the publisher of the source, so that comparisons with its own stated totals are shown.
ASKER = {"0": "worcestershire-cc", "1": "gloucestershire-cc", "2": "total-place", "3": "city-of-york", "4": "gloucestershire-cc", "X": "worcestershire-cc"}


def read_questions():
    questions = []
    for path in sorted(glob.glob(os.path.join(HERE, "questions_*.json"))):
        with open(path, encoding="utf-8") as file:
            questions += json.load(file)
    if len({question["id"] for question in questions}) != len(questions):
        raise ValueError("two questions have the same id: the second would hide the first")
    return questions


QUESTIONS = read_questions()


def matches(wanted, record):
    return all(record.get(field) == value for field, value in wanted.items())


class Questions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.register = Register()
        try:
            cls.register.start()
            cls.register.load_examples()
            cls.register.cli("operator", "import", os.path.join(EXAMPLES, "bank-holidays.jsonl"))
        except BaseException:
            cls.register.close()
            raise

    @classmethod
    def tearDownClass(cls):
        status = cls.register.daemon.stop()
        cls.register.close()
        if status != 0:
            raise AssertionError(f"concordatd ended with {status}")

    def check(self, step, asker):
        answer = self.register.cli_json(step.get("as", asker), *[a for a in step["args"] if a not in ("-o", "json")])
        # `show` answers with the record itself, a list with its records.
        records, expect = answer.get("records", [answer]), step["expect"]
        self.assertGreater(answer["revision"], 0)
        if "count" in expect:
            self.assertEqual(len(records), expect["count"], json.dumps(records, indent=1, ensure_ascii=False)[:4000])
        for field, total in expect.get("sum", {}).items():
            self.assertEqual(sum(r.get(field, 0) for r in records), total)
        for field, number in expect.get("distinct", {}).items():
            self.assertEqual(len({json.dumps(r.get(field)) for r in records}), number)
        wanted = expect.get("records", [])
        if expect.get("ordered"):
            for want, record in zip(wanted, records):
                self.assertTrue(matches(want, record), f"wanted {want}\nfound  {record}")
            return
        left = list(records)
        for want in wanted:
            found = next((r for r in left if matches(want, r)), None)
            self.assertIsNotNone(found, f"no record has {want} in\n{json.dumps(left, indent=1, ensure_ascii=False)[:4000]}")
            left.remove(found)


    def test_every_question_has_the_same_answer_as_csv_and_as_ids(self):
        for question in QUESTIONS:
            for step in question["steps"]:
                with self.subTest(question["question"], args=step["args"]):
                    asker, args = step.get("as", ASKER[question["id"][0]]), [a for a in step["args"] if a not in ("-o", "json")]
                    answer = self.register.cli_json(asker, *args)
                    ids = [record["id"] for record in answer.get("records", [answer])]
                    self.assertEqual(self.register.cli(asker, *args, "-o", "id").stdout.split(), ids)
                    rows = list(csv.DictReader(io.StringIO(self.register.cli(asker, *args, "-o", "csv").stdout, newline="")))
                    if args[1] != "show":  # which is a table of field and value
                        self.assertEqual([row["id"] for row in rows], ids)


def question_test(question):
    def test(self):
        for number, step in enumerate(question["steps"]):
            with self.subTest(question["question"], step=number):
                self.check(step, ASKER[question["id"][0]])
    test.__doc__ = question["question"]
    return test


for _question in QUESTIONS:
    setattr(Questions, "test_question_" + _question["id"].replace(".", "_"), question_test(_question))


class Importing(unittest.TestCase):
    """Importing a source twice changes nothing; every stored fact shows where in its source it stands."""

    @classmethod
    def setUpClass(cls):
        cls.register = Register()
        cls.register.start()
        cls.load()

    @classmethod
    def load(cls):
        cls.register.load_examples()
        cls.register.cli("operator", "import", os.path.join(EXAMPLES, "bank-holidays.jsonl"))

    @classmethod
    def tearDownClass(cls):
        cls.register.daemon.stop()
        cls.register.close()

    def test_importing_again_changes_nothing(self):
        before = self.register.psql("select revision, encode(hash, 'hex') from concordat.register")
        self.load()
        self.assertEqual(self.register.psql("select revision, encode(hash, 'hex') from concordat.register"), before)

    def test_the_publisher_of_a_source_owns_all_that_was_made_from_it(self):
        for kind in self.register.psql("select name from concordat.kind where name not in ('client', 'grant')").split():
            found = self.register.psql(f'''select r.id from concordat."{kind}" r join concordat.document d on d.id = r.source
                                           where r.owner is distinct from d.publisher''')
            self.assertEqual(found, "", kind)

    def test_every_fact_names_its_place_in_the_source(self):
        for kind in self.register.psql("select name from concordat.kind where name not in ('organisation', 'area', 'identifier', 'holiday', 'client', 'document')").split():
            # The body that a document was made for is there before the document, so it cannot cite it.
            found = self.register.psql(f'''select id from concordat."{kind}" where (source is null or source_place is null or certainty is null)
                                           and id not in (select audience from concordat.document where audience is not null)''')
            self.assertEqual(found, "", kind)

    def test_what_the_operator_keeps_says_where_it_is_from(self):
        for kind in ("organisation", "area", "identifier", "holiday"):
            found = self.register.psql(f"select id from concordat.{kind} where (source_place is null or certainty is null) and id <> 'concordat-operator'")
            self.assertEqual(found, "", kind)


if __name__ == "__main__":
    unittest.main()
