"""The checker: one model compiled with the rules that have its roles, used for many contacts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from coletor import clock
from coletor.model import Element, Model
from coletor.rules import (
    definitions,
    general,
    profiles,
    rnds,
    rnds_dates,
    sigtap,
    sigtap_fitting,
    stored,
    tabled,
)
from coletor.rules.catalogue import Needs, Rule, catalogue
from coletor.rules.facts import Contact, Hit, places_of
from coletor.rules.finding import Finding
from coletor.rules.profile import ProfileView
from coletor.rules.registry import RuleFunction, Surroundings, day_of, functions, structural_ids
from coletor.rules.reporting import FormOrder, Report
from coletor.rules.storeview import StoreView
from coletor.rules.structure import Reading, build
from coletor.rules.structure.quick import quick_of
from coletor.rules.structure.values import check_of
from coletor.rules.tables import CachedTables, Tables
from coletor.rules.where import label_of

SOURCES = (general, rnds, rnds_dates, definitions, tabled, sigtap, sigtap_fitting, profiles, stored)
"""The modules whose functions the catalogue's ids are bound to."""

_Bound = tuple[Rule, RuleFunction]


class Checker:
    """Checks contacts of one model.

    Args:
        model: any model, also one that does not ship with the program.
        tables: the code tables; without them their rules are in ``not_checked``.
        profile: what the establishment reports by other ways.
        store: the folder's contacts and patients.
        today: the day that future dates are told by; the computer's, at each check, when None.
        clock_in_doubt: future dates warn instead of blocking.
    """

    def __init__(
        self,
        model: Model,
        *,
        tables: Tables | None = None,
        profile: ProfileView | None = None,
        store: StoreView | None = None,
        today: date | None = None,
        clock_in_doubt: bool = False,
    ) -> None:
        self.model = model
        self._today = today
        self._around = Surroundings(
            tables=CachedTables(tables) if tables else None,
            profile=profile,
            store=store,
            clock_in_doubt=clock_in_doubt,
        )
        self._root = build(model, check_of, quick_of)
        self._places = places_of(model)
        self._order = FormOrder(model)
        bound = [(rule, functions()[rule.id]) for rule in catalogue() if rule.id in functions()]
        self._bound = [pair for pair in bound if self._has_roles(pair[0])]
        self._active = [pair for pair in self._bound if self._can_check(pair[0])]
        active = {rule.id for rule, _ in self._active}
        self.not_checked = tuple(rule.id for rule, _ in self._bound if rule.id not in active)

    def check(self, document: object) -> list[Finding]:
        """Check a whole contact.

        Args:
            document: what JSON gave; anything at all may stand in it.

        Returns:
            The findings, ordered as the form is; equal contacts give equal findings.
        """
        contact, report = self._read(document)
        if contact is not None:
            self._run(self._active, contact, report)
        self._order.sort(report.findings)
        return report.findings

    def check_roles(
        self, document: object, changed: Collection[str], previous: Sequence[Finding]
    ) -> list[Finding]:
        """Check a contact again after some of its values changed, no rows added or removed.

        Only the rules that read those roles run; the structure is always read, because the
        rules need its facts.

        Args:
            document: the contact as it is now.
            changed: roles whose values changed.
            previous: the findings before the change, of the whole contact.

        Returns:
            The findings of the whole contact as ``check`` would give them.
        """
        contact, report = self._read(document)
        if contact is None:
            return report.findings
        touched = self.reached_by(changed)
        again = [pair for pair in self._active if not touched.isdisjoint(pair[0].roles)]
        self._run(again, contact, report)
        rerun = {rule.id for rule, _ in again} | structural_ids()
        report.findings += [finding for finding in previous if finding.rule not in rerun]
        self._order.sort(report.findings)
        return report.findings

    def reached_by(self, changed: Collection[str]) -> frozenset[str]:
        """Return the roles whose validity may change with some: those and their dependents."""
        reached = set(changed)
        grown = True
        while grown:
            more = {
                element.role
                for element in self.model.leaves
                if element.role and element.role not in reached and _reads(element, reached)
            }
            reached |= more
            grown = bool(more)
        return frozenset(reached)

    def _read(self, document: object) -> tuple[Contact | None, Report]:
        report = Report(self.model)
        raw: dict[str, Any] = document if type(document) is dict else {}
        contact = Contact(self.model, self._places, raw, self._today or clock.today())
        if raw is not document:
            report.add("modelo-tipo", contact.root, "", {"valor": document}, variant="contato")
            return None, report
        Reading(self.model, contact, report).read(self._root, raw)
        return contact, report

    def _run(self, rules: Iterable[_Bound], contact: Contact, report: Report) -> None:
        day = day_of(contact)
        around = self._around
        for rule, function in rules:
            for hit in function(contact, around):
                if rule.holds_on(day):
                    self._add(rule, hit, report)

    def _add(self, rule: Rule, hit: Hit, report: Report) -> None:
        element = self.model.by_role[hit.role] if isinstance(hit.role, str) else hit.role
        row, place, label = hit.row, hit.row.place(element), element.label
        if hit.whole_list:
            relative = element.group_path.rpartition("[].")[2]
            place = f"{row.path}.{relative}" if row.path else relative
            label = label_of(self.model, element.group_path)
        report.add(
            rule.id,
            row,
            place,
            hit.fields,
            label=label,
            severity=hit.severity,
            variant=hit.variant,
            suggestion=hit.suggestion,
        )

    def _has_roles(self, rule: Rule) -> bool:
        return rule.points_at in self.model.by_role if rule.points_at else True

    def _can_check(self, rule: Rule) -> bool:
        around = self._around
        if rule.needs is Needs.PROFILE:
            return around.profile is not None
        if rule.needs is Needs.STORE:
            return around.store is not None and (not rule.table or self._loaded(rule.table))
        if rule.needs is Needs.TABLES:
            return self._loaded(rule.table)
        return True

    def _loaded(self, table: str) -> bool:
        tables = self._around.tables
        return tables is not None and tables.covers(table, self._today or clock.today()).loaded


def _reads(element: Element, roles: Collection[str]) -> bool:
    conditions = element.required_when + element.applies_when + element.year_alone_when
    named = {condition.role for condition in conditions} | set(element.excludes)
    if element.table_role:
        named.add(element.table_role)
    return not named.isdisjoint(roles)
