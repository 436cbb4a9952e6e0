"""Whether the counters of the list say what is in it."""

from coletor.store import Store


def counted(store: Store) -> None:
    """Assert that the counters say what is in the list."""
    with store.query() as db:
        facets = db.execute(
            "SELECT word, competencia, modality, operator_id, count FROM contact_facet"
            " WHERE count <> 0 ORDER BY 1, 2, 3, 4"
        ).fetchall()
        listed = db.execute(
            "SELECT word, coalesce(competencia, ''), coalesce(modality, ''), operator_id, COUNT(*)"
            " FROM contact_list GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
        ).fetchall()
        assert facets == listed
        wrong = db.execute(
            "SELECT l.uuid FROM contact_list l JOIN contact_facet f ON f.id = l.facet WHERE"
            " (f.word, f.competencia, f.modality, f.operator_id) IS NOT"
            " (l.word, coalesce(l.competencia, ''), coalesce(l.modality, ''), l.operator_id)"
            " OR l.by_patient <> coalesce(l.patient_key, '') OR l.by_cns <> coalesce(l.cns, '')"
            " OR l.by_admission <> coalesce(l.admission, '')"
        ).fetchall()
        assert wrong == []
        known = "json_each(coalesce(procedures, json_array(procedure)))"
        entries = db.execute(
            "SELECT procedure, by_admission, facet, id FROM contact_care"
        ).fetchall()
        assert entries == sorted(
            db.execute(
                "SELECT value, by_admission, facet, contact_list.id"
                f" FROM contact_list, {known} WHERE value IS NOT NULL"
            ).fetchall()
        )
        counts = db.execute(
            "SELECT procedure, facet, count FROM contact_procedure WHERE count <> 0 ORDER BY 1, 2"
        ).fetchall()
        assert (
            counts
            == db.execute(
                "SELECT procedure, facet, COUNT(*) FROM contact_care GROUP BY 1, 2 ORDER BY 1, 2"
            ).fetchall()
        )
