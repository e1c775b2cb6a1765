"""The clock: history played again, alerts pushed as their instants pass, each once, numbered without gaps, kept until settled, and
resumed after the last settled one, across lost connections and daemons."""

import time
import unittest

from register import Register, envelope, records

DAY = 86400
DAYS_A_SECOND = 30
LEADS = ["28d", "5wd", "0d"]


class Replay(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.register = Register()
        cls.register.start()
        cls.register.load_examples(["active-alliances", "rewiring"])

    @classmethod
    def tearDownClass(cls):
        cls.register.close()

    def collect(self, client, subscription, seconds, settle=True):
        """Alerts that arrive within so many seconds, in order."""
        alerts, until = [], time.monotonic() + seconds
        client.attach(1, credit=1000, subscription=subscription)
        while time.monotonic() < until:
            push = client.next_push(until - time.monotonic())
            if push is None:
                break
            alerts += push.alerts.alerts
            if settle:
                client.call(settle=envelope.Settle(stream=1, number=alerts[-1].number, more=len(push.alerts.alerts)))
        return alerts

    def client(self, organisation):
        return self.register.wire(self.register.keys[organisation], organisation)

    def test_milestones_alert_as_the_clock_passes_their_dates(self):
        worcestershire, york = self.client("worcestershire-cc"), self.client("city-of-york")
        worcestershire.create(records.Subscription(id="worcestershire-cc/all", title="Active Alliances", leads=LEADS, overdue_every_days=360,
                                                   initiative="worcestershire-cc/active-alliances"))
        york.create(records.Subscription(id="city-of-york/all", title="What York owes", leads=LEADS, overdue_every_days=360, organisation="city-of-york"))
        self.register.daemon.stop()
        self.register.daemon.configure(clock_start="2014-06-01", clock_rate=DAYS_A_SECOND * DAY)
        self.register.daemon.start()
        seconds = 830 / DAYS_A_SECOND
        began = time.monotonic()
        first = self.client("city-of-york")
        york_alerts = self.collect(first, "city-of-york/all", 170 / DAYS_A_SECOND)
        first.close()  # a lost connection: the next goes on after the last settled alert
        york_alerts += self.collect(self.client("city-of-york"), "city-of-york/all", 60 / DAYS_A_SECOND)
        left = seconds - (time.monotonic() - began)
        alerts = self.collect(self.client("worcestershire-cc"), "worcestershire-cc/all", left)

        self.assertEqual([a.number for a in york_alerts], list(range(1, len(york_alerts) + 1)))
        self.assertEqual([a.number for a in alerts], list(range(1, len(alerts) + 1)))
        self.assertEqual({(a.due_on, records.AlertType.Name(a.type)) for a in york_alerts},
                         {("2014-09-30", "ALERT_TYPE_DUE"), ("2014-10-31", "ALERT_TYPE_DUE"), ("2014-09-30", "ALERT_TYPE_OVERDUE"),
                          ("2014-10-31", "ALERT_TYPE_OVERDUE")})
        by_record = {}
        for alert in alerts:
            by_record.setdefault((alert.record, alert.due_on), []).append(alert.lead)
        dated = {due for record, due in by_record if due}
        self.assertEqual(dated, {"2015-09-30", "2016-08-31"})
        for (record, due), leads in by_record.items():
            self.assertEqual(len(leads), len(set(leads)), (record, leads))
        self.assertEqual(sum(due == "2015-09-30" for record, due in by_record), 2)
        self.assertTrue(any(a.type == records.ALERT_TYPE_CHASE for a in alerts), "the undated milestone is chased")
        for alert in alerts:
            if alert.lead == "0d" and not alert.late:
                self.assertEqual(alert.days_left, 0)

        # settled: nothing comes again, not even through a daemon started anew
        self.register.daemon.stop()
        self.register.daemon.configure(clock_start="2016-09-09", clock_rate=1)
        self.register.daemon.start()
        again = self.client("worcestershire-cc")
        again.attach(7, credit=10, subscription="worcestershire-cc/all")
        self.assertIsNone(again.next_push(1.0))
        everything = self.collect(self.client("worcestershire-cc"), "worcestershire-cc/all", 0.1)
        self.assertEqual(everything, [])
        replayed = again.list(records.Alert, [("subscription", "EQ", "worcestershire-cc/all")])
        self.assertEqual(len(replayed), len(alerts))
        self.assertEqual(self.register.daemon.stop(), 0, self.register.daemon.log()[-3000:])


if __name__ == "__main__":
    unittest.main()
