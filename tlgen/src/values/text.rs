//! Bytes as text: hexadecimal and base64.

use data_encoding::{DecodeKind, Encoding, Specification};

/// The text form of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// Not text: the bytes themselves.
    Raw,
    Hex,
    Base64,
}

const BYTE_ORDER_MARK: [u8; 3] = *b"\xef\xbb\xbf";

/// Replaces a byte order mark at the start of a text by spaces, so that all offsets stay right.
pub(crate) fn blank_mark(text: &mut [u8]) {
    if let Some(mark) = text.first_chunk_mut().filter(|it| **it == BYTE_ORDER_MARK) {
        *mark = [b' '; 3];
    }
}

impl Text {
    /// Returns the form that the options select.
    pub(crate) fn new(hex: bool, base64: bool) -> Self {
        match (hex, base64) {
            (true, _) => Text::Hex,
            (_, true) => Text::Base64,
            _ => Text::Raw,
        }
    }

    /// Returns the bytes before the first mistake, and a description of the mistake.
    pub(crate) fn decode(self, mut input: Vec<u8>) -> Result<(Vec<u8>, Option<String>), String> {
        let Some(encoding) = self.encoding()? else {
            return Ok((input, None));
        };
        blank_mark(&mut input);
        let error = match encoding.decode(&input) {
            Ok(bytes) => return Ok((bytes, None)),
            Err(error) => error,
        };
        // The decoder checks the length first, so a wrong length may hide a stray character.
        let stray = input.iter().position(|byte| !self.has(*byte));
        let (place, kind) = match stray.filter(|_| error.kind == DecodeKind::Length) {
            Some(place) => (place, DecodeKind::Symbol),
            None => (error.position, error.kind),
        };
        let wrong = match (kind, self) {
            (DecodeKind::Length, Text::Hex) => {
                "the input has an odd number of hexadecimal digits".into()
            }
            (DecodeKind::Symbol, Text::Hex) => {
                format!("byte {place} of the input is not a hexadecimal digit")
            }
            (DecodeKind::Symbol, _) => format!("byte {place} of the input is not base64"),
            (DecodeKind::Length, _) => format!(
                "the base64 ends wrongly, at byte {place} of the input: its length is not a multiple of 4; \
                 `=` pads it"
            ),
            (DecodeKind::Trailing | DecodeKind::Padding, _) => {
                format!("the base64 ends wrongly, at byte {place} of the input")
            }
        };
        let end = match kind {
            DecodeKind::Length => input.len(),
            DecodeKind::Symbol | DecodeKind::Trailing | DecodeKind::Padding => place,
        };
        let before = self.whole(input.get(..end).unwrap_or_default());
        Ok((encoding.decode(before).unwrap_or_default(), Some(wrong)))
    }

    /// Returns the beginning of a text that stands for whole bytes without padding.
    fn whole(self, text: &[u8]) -> &[u8] {
        let digits = match self {
            Text::Raw => 1,
            Text::Hex => 2,
            Text::Base64 => 4,
        };
        let (mut count, mut end) = (0_usize, 0);
        for (at, byte) in text.iter().enumerate() {
            if !byte.is_ascii_whitespace() {
                count += 1;
                if count % digits == 0 {
                    end = at + 1;
                }
            }
        }
        text.get(..end).unwrap_or_default()
    }

    /// Returns the option for the form that bytes seem to be in.
    pub(crate) fn option(bytes: &[u8]) -> Option<&'static str> {
        let bytes = bytes.strip_prefix(&BYTE_ORDER_MARK).unwrap_or(bytes);
        let forms = [(Text::Hex, "--hex"), (Text::Base64, "--base64")];
        let mut forms = forms.into_iter();
        let found = forms.find(|(text, _)| bytes.iter().all(|byte| text.has(*byte)));
        found.map(|(_, option)| option)
    }

    /// Whether a text of this form may contain the byte.
    fn has(self, byte: u8) -> bool {
        byte.is_ascii_whitespace()
            || match self {
                Text::Raw => true,
                Text::Hex => byte.is_ascii_hexdigit(),
                Text::Base64 => byte.is_ascii_alphanumeric() || b"+/-_=".contains(&byte),
            }
    }

    /// Returns the text of bytes, as a line.
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
                // Also accepts the alphabet for URLs and file names.
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
