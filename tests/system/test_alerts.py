"""Alerts that were read before there was credit for them, and settling that is not replied to: both are only quicker, and nobody is told
what is no longer theirs to see, or that something is settled which is not on disk."""

import threading
import time

from register import RegisterTest, envelope, records

COUNT = 6


class Alerts(RegisterTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alpha = cls.register.client("alpha", roles=["reader", "editor", "registrar"])
        cls.number = 0

    def setUp(self):
        """Beta has as many alerts as there are milestones, and has been pushed the first of them."""
        type(self).number += 1
        self.ids = [f"alpha/{self.number}-{n}" for n in range(COUNT)]
        self.beta = self.register.client("beta", name=f"reader{self.number}", roles=["reader", "editor"])
        self.subscription = f"beta/watch{self.number}"
        for identity in self.ids:
            self.alpha.create(records.Milestone(id=identity, title=identity, owed_by="alpha", visibility=records.VISIBILITY_PUBLIC, when_text="by August 2040"))
        self.beta.create(records.Subscription(id=self.subscription, title="Watch", organisation="alpha", leads=["1d"], events=["moved"]))
        self.alpha.batch([self.alpha.put_message(records.Milestone(id=identity, when_text="by October 2040")) for identity in self.ids])
        self.register.await_alerts(self.subscription, COUNT)
        self.beta.attach(1, credit=1, subscription=self.subscription)
        self.first = self.alert()

    def push(self):
        push = self.beta.next_push()
        self.assertIsNotNone(push, "nothing was pushed")
        return push

    def alert(self):
        alerts = self.push().alerts.alerts
        self.assertEqual(len(alerts), 1)
        return alerts[0]

    def settle(self, number, more=0, **how):
        return envelope.Settle(stream=1, number=number, more=more, **how)

    def quiet(self, number, more=0):
        self.beta.send(settle=self.settle(number, more, quiet=True))

    def credit(self, more):
        self.beta.call(credit=envelope.Credit(stream=1, more=more))

    def rest(self, count=COUNT - 1):
        alerts = []
        while len(alerts) < count:
            alerts += self.push().alerts.alerts
        return alerts

    # ---- read ahead ----

    def test_one_by_one_they_come_in_order_and_once(self):
        numbers = [self.first.number]
        for _ in range(COUNT - 1):
            self.assertIsNone(self.beta.next_push(0.05), "more than there is credit for")
            self.beta.call(settle=self.settle(numbers[-1], more=1))
            numbers.append(self.alert().number)
        self.assertEqual(numbers, list(range(1, COUNT + 1)))

    def test_credit_that_comes_late_brings_the_same(self):
        time.sleep(1.3)
        while self.beta.receive(0):  # a tick that came too early
            pass
        self.assertEqual(self.beta.receive().WhichOneof("content"), "tick")  # at which nothing old is held any longer
        self.credit(2)
        early = self.rest(2)
        time.sleep(1.3)
        self.credit(10)
        self.assertEqual([alert.number for alert in early + self.rest(3)], list(range(2, COUNT + 1)))

    def test_what_is_hidden_after_it_was_read_is_not_told(self):
        self.alpha.put(records.Milestone(id=self.ids[2], visibility=records.VISIBILITY_OWN))
        self.credit(10)
        told = self.rest()
        self.assertEqual([alert.title for alert in told], [self.ids[1], "", *self.ids[3:]])
        self.assertEqual(told[1].text, "no longer available to you")

    def test_what_is_made_after_it_was_read_comes_behind_it(self):
        self.alpha.put(records.Milestone(id=self.ids[0], when_text="by December 2040"))
        self.credit(10)
        told = self.rest(COUNT)
        self.assertEqual([alert.number for alert in told], list(range(2, COUNT + 2)))
        self.assertEqual((told[-1].title, told[-1].due_on), (self.ids[0], "2040-12-31"))

    def test_to_a_key_that_was_revoked_they_do_not_come(self):
        self.register.operator.withdraw(records.Client, f"beta/reader{self.number}")
        self.beta.send(credit=envelope.Credit(stream=1, more=10))
        self.assertEqual(self.push().end.reason, envelope.END_REASON_REVOKED)

    def test_what_its_reader_settled_is_said_to_be(self):
        self.beta.call(settle=self.settle(3))
        self.credit(10)
        self.assertEqual([alert.settled for alert in self.rest()], [True, True, False, False, False])

    # ---- settling without a reply ----

    def settled_on_disk(self):
        return int(self.register.psql(f"select settled from concordat.progress where subscription = '{self.subscription}'"))

    def test_a_quiet_settle_is_confirmed_by_a_push_and_not_replied_to(self):
        self.quiet(1)
        push = self.push()
        self.assertEqual((push.stream, push.settled, push.WhichOneof("content")), (1, 1, None))
        self.assertEqual(self.settled_on_disk(), 1)
        self.assertIsNone(self.beta.next_push(0.2), "said once")
        self.beta.call(ping=envelope.Ping())  # which fails when another reply comes before its own

    def test_quiet_settles_one_after_the_other_are_all_confirmed_in_the_end(self):
        number, confirmed = 1, 0
        self.quiet(1, more=1)
        while confirmed < COUNT:
            push = self.push()
            self.assertGreaterEqual(self.settled_on_disk(), push.settled)
            confirmed = max(confirmed, push.settled)
            for alert in push.alerts.alerts:
                number += 1
                self.assertEqual(alert.number, number)
                self.quiet(number, more=1)
        self.assertEqual((number, confirmed), (COUNT, COUNT))

    def test_while_something_else_is_unsettled_a_tick_confirms(self):
        self.credit(1)
        self.alert()
        self.quiet(1)
        push = self.beta.receive()
        self.assertEqual((push.settled, push.WhichOneof("content")), (1, "tick"))

    def test_while_nothing_can_be_pushed_that_is_confirmed_too(self):
        """Alerts without credit for them wait, and no tick says that there are none."""
        self.credit(1)
        self.alert()
        self.alpha.put(records.Milestone(id=self.ids[0], when_text="by December 2040"))
        self.quiet(1)
        push = self.push()
        self.assertEqual((push.settled, push.WhichOneof("content")), (1, None))

    def test_what_is_settled_while_more_is_looked_for_is_confirmed_when_nothing_is_found(self):
        lock = threading.Thread(target=self.register.psql, args=["begin; lock table concordat.occurrence; select pg_sleep(1.5)"])
        lock.start()
        time.sleep(0.5)
        self.beta.attach(2, credit=5, subscription=self.subscription, since_number=COUNT)
        self.beta.send(settle=envelope.Settle(stream=2, number=COUNT, quiet=True))
        push = self.push()
        lock.join()
        self.assertEqual((push.stream, push.settled, push.WhichOneof("content")), (2, COUNT, None))

    def test_a_quiet_settle_that_is_refused_is_replied_to(self):
        refused = self.assertRefused("NOT_FOUND", self.beta.call, settle=envelope.Settle(stream=9, number=1, quiet=True))
        self.assertEqual(refused.failure.field, "stream")
        self.quiet(1)  # the others go on
        self.assertEqual(self.push().settled, 1)

    def test_what_was_settled_is_not_confirmed_on_another_stream_that_took_the_number(self):
        other = self.subscription + "-other"
        self.beta.create(records.Subscription(id=other, title="Other", organisation="alpha", leads=["1d"], events=["moved"]))
        lock = threading.Thread(target=self.register.psql, args=["begin; lock table concordat.progress in exclusive mode; select pg_sleep(1.5)"])
        lock.start()
        time.sleep(0.5)
        asked = self.beta.send(settle=self.settle(1, quiet=True))
        self.beta.call(detach=envelope.Detach(stream=1))
        self.assertTrue(self.push().HasField("end"))
        self.beta.attach(1, credit=5, subscription=other)
        self.assertEqual(self.beta.reply_to(asked).settled.number, 1)
        lock.join()
        self.assertIsNone(self.beta.next_push(0.5), "nothing of it is settled, and nothing is to be told")

    def test_a_quiet_settle_whose_stream_ends_meanwhile_is_replied_to_or_confirmed(self):
        asked = self.beta.send(settle=self.settle(1, quiet=True))
        self.beta.send(detach=envelope.Detach(stream=1))
        push = self.push()
        if push.settled != 1:  # else the push came before the End
            self.assertEqual(self.beta.reply_to(asked).settled.number, 1)
        self.assertEqual(self.settled_on_disk(), 1)


if __name__ == "__main__":
    import unittest
    unittest.main()
