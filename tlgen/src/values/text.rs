//! Bytes as text: hexadecimal and base64.

use data_encoding::{DecodeKind, Encoding, Specification};

/// How bytes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// As they are.
    Raw,
    Hex,
    Base64,
}

impl Text {
    /// What the options ask for.
    pub(crate) fn new(hex: bool, base64: bool) -> Self {
        match (hex, base64) {
            (true, _) => Text::Hex,
            (_, true) => Text::Base64,
            _ => Text::Raw,
        }
    }

    /// The bytes; or what is wrong with their text.
    pub(crate) fn decode(self, input: Vec<u8>) -> Result<Vec<u8>, String> {
        let Some(encoding) = self.encoding()? else {
            return Ok(input);
        };
        encoding.decode(&input).map_err(|error| {
            // The length is looked at first, of whatever the input is.
            let stray = input.iter().position(|byte| !self.has(*byte));
            let stray = stray.filter(|_| error.kind == DecodeKind::Length);
            let (place, kind) = match stray {
                Some(place) => (place, DecodeKind::Symbol),
                None => (error.position, error.kind),
            };
            match (kind, self) {
                (DecodeKind::Length, Text::Hex) => {
                    "the input has an odd number of hexadecimal digits".into()
                }
                (DecodeKind::Symbol, Text::Hex) => {
                    format!("byte {place} of the input is not a hexadecimal digit")
                }
                (DecodeKind::Symbol, _) => format!("byte {place} of the input is not base64"),
                (DecodeKind::Length | DecodeKind::Trailing | DecodeKind::Padding, _) => {
                    format!("the base64 ends wrongly, at byte {place} of the input")
                }
            }
        })
    }

    /// Whether such a text may have this byte.
    fn has(self, byte: u8) -> bool {
        byte.is_ascii_whitespace()
            || match self {
                Text::Raw => true,
                Text::Hex => byte.is_ascii_hexdigit(),
                Text::Base64 => byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte),
            }
    }

    /// The text of bytes, as a line.
    pub(crate) fn encode(self, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
        Ok(match self.encoding()? {
            Some(encoding) => (encoding.encode(&bytes) + "\n").into_bytes(),
            None => bytes,
        })
    }

    fn encoding(self) -> Result<Option<Encoding>, String> {
        const BLANKS: &str = " \t\r\n";
        let mut specification = match self {
            Text::Raw => return Ok(None),
            Text::Hex => {
                let mut hex = Specification::new();
                hex.symbols.push_str("0123456789abcdef");
                hex.translate.from.push_str("ABCDEF");
                hex.translate.to.push_str("abcdef");
                hex
            }
            Text::Base64 => {
                let mut base64 = data_encoding::BASE64.specification();
                // The alphabet for addresses too.
                base64.translate.from.push_str("-_");
                base64.translate.to.push_str("+/");
                base64
            }
        };
        specification.ignore.push_str(BLANKS);
        specification
            .encoding()
            .map(Some)
            .map_err(|error| error.to_string())
    }
}
