//! What became of an appointment. The labels are those of a real municipal
//! agenda and are printed as they are.

/// State of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    Booked,
    Done,
    /// Another day took its place; the chain leads there.
    Moved,
    /// Came, and left before being seen.
    GaveUp,
    NoShow,
    Cancelled,
}

impl Status {
    pub const ALL: [Self; 6] = [
        Self::Booked,
        Self::Done,
        Self::Moved,
        Self::GaveUp,
        Self::NoShow,
        Self::Cancelled,
    ];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Booked => "agendado",
            Self::Done => "realizado",
            Self::Moved => "remarcado",
            Self::GaveUp => "nao_aguardou",
            Self::NoShow => "nao_compareceu",
            Self::Cancelled => "cancelado",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Booked => "Agendado",
            Self::Done => "Atendimento realizado",
            Self::Moved => "Remarcado",
            Self::GaveUp => "Não aguardou o atendimento",
            Self::NoShow => "Não compareceu",
            Self::Cancelled => "Cancelado",
        }
    }

    /// Whether somebody has the place: a missed or given-up one is free again.
    pub const fn holds_place(self) -> bool {
        match self {
            Self::Booked | Self::Done | Self::GaveUp => true,
            Self::Moved | Self::NoShow | Self::Cancelled => false,
        }
    }

    /// Why it cannot become `next`, for the person; only what is still booked
    /// changes, everything else is undone first.
    ///
    /// # Errors
    /// What to tell and what to do instead.
    pub const fn may_become(self, next: Self) -> Result<(), &'static str> {
        match (self, next) {
            (Self::Booked, Self::Done | Self::GaveUp | Self::NoShow | Self::Cancelled | Self::Moved)
            // Missed it and calls to book another day: the chain is kept.
            | (Self::NoShow, Self::Moved) => Ok(()),
            (Self::Booked, Self::Booked) => Err("Continua agendado."),
            (Self::Done, _) => Err("Este atendimento já foi realizado."),
            (Self::Moved, _) => Err("Este horário já foi remarcado. Veja a nova data na ficha."),
            (Self::GaveUp, _) => Err("A pessoa veio e não aguardou. Agende outro horário."),
            (Self::NoShow, _) => {
                Err("Já está como não compareceu. Se foi engano, desfaça com Ctrl+Z.")
            }
            (Self::Cancelled, _) => Err("Este horário foi cancelado. Agende outro."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_labels_name_one_status_each() {
        for it in Status::ALL {
            assert_eq!(Status::from_code(it.code()), Some(it));
            assert_eq!(
                Status::ALL
                    .iter()
                    .filter(|other| other.label() == it.label())
                    .count(),
                1
            );
            assert!(it.may_become(Status::Booked).is_err(), "{it:?}");
        }
    }

    #[test]
    fn only_what_is_booked_changes_and_a_missed_one_may_be_moved() {
        for from in Status::ALL {
            for to in Status::ALL {
                let may = from.may_become(to).is_ok();
                let expected = (from == Status::Booked && to != Status::Booked)
                    || (from == Status::NoShow && to == Status::Moved);
                assert_eq!(may, expected, "{from:?} -> {to:?}");
            }
        }
    }
}
