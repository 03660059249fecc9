//! Examples, shown at the end of each command's help.

pub(super) const GENERATE: &str = "\
Examples:
  tlgen api.tl -o src/api.rs
  tlgen generate mtproto.tl api.tl -o src/api.rs --registry --layer 230
  tlgen api.tl -o src/api.rs --check";

pub(super) const INIT: &str = "\
Files that exist are kept as they are, except `Cargo.toml`, to which dependencies are added.

Examples:
  tlgen init
  tlgen init client --schema api.tl
  tlgen init --schema td_api.tl --json";

pub(super) const TLGEN: &str = "\
`tlgen generate --help` lists the options for code and findings; `tlgen COMMAND --help` lists those of \
another command.

Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 a file could not be read or written.

Examples:
  tlgen api.tl -o src/api.rs
  tlgen check api.tl
  tlgen fmt api.tl";

pub(super) const CHECK: &str = "\
Examples:
  tlgen check api.tl
  tlgen check mtproto.tl api.tl --deny warnings
  tlgen check api.tl --allow id-mismatch --message-format short";

pub(super) const IDS: &str = "\
Rule A, of the official compiler, is the CRC32 of the declaration. Rule B, of the ids that Telegram \
writes, is the CRC32 of the declaration without its `flags.3?true` and with `bytes` as `string`.

`ok A`, `ok B` and `ok A and B` name the rules that give the written id. `ok B with bytes` means rule B, but with \
`bytes` kept. `computed` means that no id is written. `tlgen check` explains a mismatch.

An id that is not written is that of rule A, so `--write --rule a` changes no id.

Examples:
  tlgen ids api.tl
  tlgen ids --write --rule b api.tl
  tlgen ids --write --rule b --mend api.tl";

pub(super) const EXPLAIN: &str = "\
Examples:
  tlgen explain TL0101
  tlgen explain id-mismatch
  tlgen explain";

pub(super) const EXPORT: &str = "\
Every command reads these forms, whatever the file is called.

Examples:
  tlgen export api.tl --to json -o api.json
  tlgen export mtproto.tl api.tl --to tlo -o api.tlo
  tlgen export api.tl --to tl -o -";

pub(super) const FMT: &str = "\
A declaration is one line of up to 100 characters, or one line for each field. Only white space \
changes. A file with syntax errors is left as it is.

Examples:
  tlgen fmt api.tl mtproto.tl
  tlgen fmt --check api.tl
  tlgen fmt - < api.tl";

pub(super) const WHY: &str = "\
Exits with 1 if no function leads to the type or constructor. Of a function, it shows what it returns.

Examples:
  tlgen why api.tl photoSize
  tlgen why api.tl PhotoSize --from messages.getHistory
  tlgen why mtproto.tl api.tl InputPeer --all";

pub(super) const COMPLETIONS: &str = "\
Examples:
  tlgen completions bash > ~/.local/share/bash-completion/completions/tlgen
  tlgen completions zsh > ~/.zfunc/_tlgen
  tlgen completions fish > ~/.config/fish/completions/tlgen.fish";

pub(super) const MAN: &str = "\
Examples:
  tlgen man > tlgen.1
  tlgen man fmt > tlgen-fmt.1";

pub(super) const DIFF: &str = "\
`tlgen explain` lists the rules of `--breaking`: TL05 for the wire, TL06 for the source. To allow an \
intended change, use `--allow NAME` or a comment at the declaration, `// tlgen:allow(NAME): why`.

Examples:
  tlgen diff old.tl api.tl
  tlgen diff git:v1.2:api.tl api.tl --format markdown > CHANGES.md
  tlgen diff old.tl api.tl --breaking=wire --allow constructor-removed";

pub(super) const DOCS: &str = "\
`--docs` and `--errors` read getdoc's JSON, `api-schema.json` of @mtcute/tl, Telegram's `errors.json`, \
Telethon's `errors.csv` and `methods.csv`, and the output of `--normal`, recognised by content.

Examples:
  tlgen docs api.tl -o site --docs docs.json --errors errors.json
  tlgen docs api.tl -o book --form book --docs docs.json
  tlgen docs --normal --docs api-schema.json > docs.json";

pub(super) const DECODE: &str = "\
The frames of MTProto need no schema: `rpc_result`, `rpc_error`, `msg_container`, and `gzip_packed`, whose \
content is `@unpacked` in JSON. If the bytes are wrong, everything before that place is shown, then the error, \
and the exit code is 1.

Examples:
  tlgen decode api.tl answer.bin
  tlgen decode api.tl --hex < answer.txt
  tlgen decode api.tl --response-to messages.getHistory --format tree answer.bin";

pub(super) const ENCODE: &str = "\
All mistakes in the JSON are reported, each with its path, and the exit code is 1.

Examples:
  tlgen encode api.tl call.json -o call.bin
  tlgen encode api.tl --hex < call.json
  tlgen encode api.tl --base64 call.json";
