//! Questions that `verificar` asks of a file: is it whole, does every row have
//! its journal entry, do the rules between tables hold.

use rusqlite::Connection;

use super::outcome;
use super::record::TABLES;
use crate::domain::fault::Outcome;

const DOING: &str = "verificar o arquivo";

/// What SQLite itself finds wrong; empty when the file is whole.
pub fn integrity(con: &Connection) -> Outcome<Vec<String>> {
    let found: Vec<String> = outcome(
        DOING,
        con.prepare("PRAGMA integrity_check(20)")
            .and_then(|mut it| it.query_map([], |row| row.get(0))?.collect()),
    )?;
    let mut problems: Vec<String> = found.into_iter().filter(|it| it != "ok").collect();
    let loose: Vec<String> = outcome(
        DOING,
        con.prepare("PRAGMA foreign_key_check").and_then(|mut it| {
            it.query_map([], |row| {
                let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
                Ok(format!("{table}: linha sem o seu par em {parent}"))
            })?
            .collect()
        }),
    )?;
    problems.extend(loose);
    Ok(problems)
}

/// Rows that nobody is on record to have written.
pub fn unjournaled(con: &Connection) -> Outcome<Vec<String>> {
    let mut problems = Vec::new();
    for table in TABLES.iter().filter(|it| **it != "station") {
        let count: i64 = outcome(
            DOING,
            con.query_row(
                &format!(
                    "SELECT count(*) FROM {table} AS it
                     WHERE NOT EXISTS (SELECT 1 FROM journal_touch WHERE row = it.id)"
                ),
                [],
                |row| row.get(0),
            ),
        )?;
        if count > 0 {
            problems.push(format!("{table}: {count} linha(s) sem registro"));
        }
    }
    Ok(problems)
}

/// Rules between tables that no constraint can say.
pub fn invariants(con: &Connection) -> Outcome<Vec<String>> {
    const RULES: &[(&str, &str)] = &[
        (
            "família com membros e sem uma só pessoa de referência",
            "SELECT count(*) FROM family WHERE void = 0
               AND EXISTS (SELECT 1 FROM member WHERE family = family.id AND void = 0 AND until IS NULL)
               AND 1 <> (SELECT count(*) FROM member
                         WHERE family = family.id AND void = 0 AND until IS NULL AND kinship = '1')",
        ),
        (
            "pessoa em duas linhas da mesma família ao mesmo tempo",
            "SELECT count(*) FROM (SELECT 1 FROM member WHERE void = 0 AND until IS NULL
               GROUP BY family, person HAVING count(*) > 1)",
        ),
        (
            "família com dois endereços atuais",
            "SELECT count(*) FROM (SELECT 1 FROM address WHERE void = 0 AND until IS NULL
               GROUP BY family HAVING count(*) > 1)",
        ),
        (
            "cadastro unificado a outro que não existe mais",
            "SELECT count(*) FROM person AS it WHERE it.void = 0 AND it.merged_into IS NOT NULL
               AND EXISTS (SELECT 1 FROM person WHERE id = it.merged_into
                           AND (void = 1 OR merged_into IS NOT NULL))",
        ),
        (
            "senha chamada sem hora de chamada",
            "SELECT count(*) FROM ticket WHERE void = 0 AND calls > 0 AND called_at IS NULL",
        ),
        (
            "senha terminada sem hora de término",
            "SELECT count(*) FROM ticket WHERE void = 0 AND ended_at IS NULL
               AND state IN ('concluido', 'encaminhado', 'ausente', 'desistiu')",
        ),
        (
            "mais gente num horário do que lugares",
            "SELECT count(*) FROM (
               SELECT count(*) AS taken, max(service.places) AS places,
                      (SELECT max(t.places) FROM turn AS t WHERE t.provider = it.provider) AS wider
               FROM appointment AS it JOIN service ON service.id = it.service
               WHERE it.void = 0 AND it.state IN ('agendado', 'realizado', 'nao_aguardou')
               GROUP BY it.provider, it.day, it.starts)
             WHERE taken > max(places, coalesce(wider, 0))",
        ),
        (
            "mesmo número para duas pessoas na lista de um dia",
            "SELECT count(*) FROM appointment AS it JOIN ticket
               ON ticket.day = it.day AND ticket.line = it.line AND ticket.void = 0
             WHERE it.void = 0 AND it.ticket IS NOT ticket.id",
        ),
        (
            "pessoa duas vezes no mesmo grupo ao mesmo tempo",
            "SELECT count(*) FROM (SELECT 1 FROM enrolment WHERE void = 0 AND until IS NULL
               GROUP BY groups, person HAVING count(*) > 1)",
        ),
        (
            "chamada num encontro sem hora de chamada",
            "SELECT count(*) FROM meeting WHERE void = 0 AND called_at IS NULL
               AND EXISTS (SELECT 1 FROM mark WHERE meeting = meeting.id AND void = 0)",
        ),
        (
            "ninguém na coordenação",
            "SELECT NOT EXISTS (SELECT 1 FROM staff WHERE role = 'coordenacao' AND active = 1)
               AND EXISTS (SELECT 1 FROM unit)",
        ),
    ];
    let mut problems = Vec::new();
    for (label, sql) in RULES {
        let count: i64 = outcome(DOING, con.query_row(sql, [], |row| row.get(0)))?;
        if count > 0 {
            problems.push(format!("{label}: {count}"));
        }
    }
    Ok(problems)
}

/// What still names this record, in words; `None` when nothing does, or for
/// tables that nothing names.
pub fn used_by(con: &Connection, table: &str, id: &[u8; 16]) -> Outcome<Option<&'static str>> {
    const OF_FAMILY: &[(&str, &str)] = &[
        (
            "senha na fila",
            "SELECT 1 FROM ticket WHERE family = ?1 AND void = 0",
        ),
        (
            "horário na agenda",
            "SELECT 1 FROM appointment WHERE family = ?1 AND void = 0",
        ),
        (
            "lista de espera da agenda",
            "SELECT 1 FROM wish WHERE family = ?1 AND void = 0",
        ),
        (
            "gente",
            "SELECT 1 FROM member WHERE family = ?1 AND void = 0",
        ),
        (
            "endereço",
            "SELECT 1 FROM address WHERE family = ?1 AND void = 0",
        ),
        (
            "telefone",
            "SELECT 1 FROM phone WHERE family = ?1 AND void = 0",
        ),
    ];
    const OF_PERSON: &[(&str, &str)] = &[
        (
            "senha na fila",
            "SELECT 1 FROM ticket WHERE person = ?1 AND void = 0",
        ),
        (
            "senha na fila, como acompanhante",
            "SELECT 1 FROM ticket_person WHERE person = ?1 AND void = 0",
        ),
        (
            "horário na agenda",
            "SELECT 1 FROM appointment WHERE person = ?1 AND void = 0",
        ),
        (
            "lista de espera da agenda",
            "SELECT 1 FROM wish WHERE person = ?1 AND void = 0",
        ),
        (
            "declaração de comparecimento",
            "SELECT 1 FROM declaration WHERE person = ?1 AND void = 0",
        ),
        (
            "inscrição em grupo",
            "SELECT 1 FROM enrolment WHERE person = ?1 AND void = 0",
        ),
        (
            "espera por vaga em grupo",
            "SELECT 1 FROM waiting WHERE person = ?1 AND void = 0",
        ),
        (
            "chamada de grupo",
            "SELECT 1 FROM mark WHERE person = ?1 AND void = 0",
        ),
        (
            "inscrição em curso",
            "SELECT 1 FROM application WHERE (person = ?1 OR guardian = ?1) AND void = 0",
        ),
        (
            "declaração de renda",
            "SELECT 1 FROM income WHERE person = ?1 AND void = 0",
        ),
        (
            "interesse em curso",
            "SELECT 1 FROM interest WHERE person = ?1 AND void = 0",
        ),
        (
            "situação prioritária",
            "SELECT 1 FROM situation WHERE person = ?1 AND void = 0",
        ),
        (
            "família",
            "SELECT 1 FROM member WHERE person = ?1 AND void = 0",
        ),
        (
            "documento",
            "SELECT 1 FROM document WHERE person = ?1 AND void = 0",
        ),
        (
            "telefone",
            "SELECT 1 FROM phone WHERE person = ?1 AND void = 0",
        ),
        (
            "outro cadastro unificado a ele",
            "SELECT 1 FROM person WHERE merged_into = ?1 AND void = 0",
        ),
    ];
    const OF_TICKET: &[(&str, &str)] = &[(
        "declaração de comparecimento",
        "SELECT 1 FROM declaration WHERE ticket = ?1 AND void = 0",
    )];
    const OF_APPOINTMENT: &[(&str, &str)] = &[
        (
            "telefonema anotado",
            "SELECT 1 FROM contact WHERE about = ?1 AND void = 0",
        ),
        (
            "pedido de horário mais cedo",
            "SELECT 1 FROM wish WHERE appointment = ?1 AND void = 0",
        ),
        (
            "remarcação",
            "SELECT 1 FROM appointment WHERE moved_from = ?1 AND void = 0",
        ),
    ];
    const OF_WISH: &[(&str, &str)] = &[(
        "telefonema anotado",
        "SELECT 1 FROM contact WHERE about = ?1 AND void = 0",
    )];
    const OF_GROUP: &[(&str, &str)] = &[
        (
            "inscrição",
            "SELECT 1 FROM enrolment WHERE groups = ?1 AND void = 0",
        ),
        (
            "lista de espera",
            "SELECT 1 FROM waiting WHERE groups = ?1 AND void = 0",
        ),
        (
            "encontro anotado",
            "SELECT 1 FROM meeting WHERE groups = ?1 AND void = 0",
        ),
    ];
    const OF_MEETING: &[(&str, &str)] = &[(
        "chamada",
        "SELECT 1 FROM mark WHERE meeting = ?1 AND void = 0",
    )];
    const OF_ENROLMENT: &[(&str, &str)] = &[
        (
            "mudança de grupo",
            "SELECT 1 FROM enrolment WHERE moved_from = ?1 AND void = 0",
        ),
        (
            "telefonema anotado",
            "SELECT 1 FROM contact WHERE about = ?1 AND void = 0",
        ),
    ];
    const OF_COURSE: &[(&str, &str)] = &[(
        "inscrição",
        "SELECT 1 FROM application WHERE course = ?1 AND void = 0",
    )];
    let questions = match table {
        "family" => OF_FAMILY,
        "person" => OF_PERSON,
        "ticket" => OF_TICKET,
        "appointment" => OF_APPOINTMENT,
        "course" => OF_COURSE,
        "wish" | "waiting" | "application" => OF_WISH,
        "groups" => OF_GROUP,
        "meeting" => OF_MEETING,
        "enrolment" => OF_ENROLMENT,
        _ => return Ok(None),
    };
    for (what, sql) in questions {
        let found = con
            .prepare_cached(sql)
            .and_then(|mut it| it.exists([&id[..]]));
        if outcome("desfazer", found)? {
            return Ok(Some(what));
        }
    }
    Ok(None)
}
