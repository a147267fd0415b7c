//! CSV as RFC 4180 has it, careful of spreadsheets.

use std::io::Write as _;

use jiff::fmt::temporal::DateTimePrinter;

use crate::column::{Cell, Column};

/// A moment, always to the microsecond, so that texts sort as moments do.
static MOMENT: DateTimePrinter = DateTimePrinter::new().precision(Some(6));

pub(crate) struct Csv {
    out: Vec<u8>,
}

impl Csv {
    pub fn new(columns: &[Column<'_>]) -> Self {
        let mut csv = Self { out: Vec::with_capacity(1 << 16) };
        for (index, column) in columns.iter().enumerate() {
            csv.between(index);
            csv.text(column.name);
        }
        csv.out.extend_from_slice(b"\r\n");
        csv
    }

    fn between(&mut self, index: usize) {
        if index > 0 {
            self.out.push(b',');
        }
    }

    pub fn row(&mut self, cells: &[Cell<'_>]) {
        for (index, cell) in cells.iter().enumerate() {
            self.between(index);
            self.cell(cell);
        }
        self.out.extend_from_slice(b"\r\n");
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        // Writing to memory cannot fail.
        let _ = match cell {
            Cell::Nothing => Ok(()),
            Cell::Text(text) => {
                self.text(text);
                Ok(())
            }
            Cell::Whole(number) => write!(self.out, "{number}"),
            Cell::Real(number) if number.is_finite() => write!(self.out, "{number}"),
            Cell::Real(_) => Ok(()),
            Cell::Moment(at) => {
                let _ = MOMENT.print_timestamp(at, &mut self.out);
                Ok(())
            }
            Cell::Day(day) => write!(self.out, "{day}"),
            Cell::Yes(yes) => write!(self.out, "{yes}"),
        };
    }

    fn text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let formula = matches!(bytes.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'));
        let quotes = bytes.iter().any(|byte| matches!(byte, b'"' | b',' | b'\r' | b'\n'))
            || bytes.first() == Some(&b' ')
            || bytes.last() == Some(&b' ');
        if quotes {
            self.out.push(b'"');
        }
        if formula {
            self.out.push(b'\'');
        }
        if quotes {
            for byte in bytes {
                if *byte == b'"' {
                    self.out.push(b'"');
                }
                self.out.push(*byte);
            }
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(bytes);
        }
    }

    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }
}
