//! `--deny`, `--warn` and `--allow`; the last one wins.

use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches};
use tl_parser::diagnostic::Level;

/// The levels that the user chose. clap keeps only the order of the values of one argument, so the order across
/// arguments is restored here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Levels(tl_parser::diagnostic::Levels);

impl Levels {
    pub(crate) fn get(&self) -> &tl_parser::diagnostic::Levels {
        &self.0
    }
}

const HEADING: &str = "Lints";

/// An option that takes names of findings, and the level that it sets.
struct Setting {
    id: &'static str,
    level: Level,
    help: &'static str,
}

const SETTINGS: [Setting; 3] = [
    Setting {
        id: "deny",
        level: Level::Error,
        help: "Treat this warning (`id-mismatch`), or all `warnings`, as errors",
    },
    Setting {
        id: "warn",
        level: Level::Warning,
        help: "Show this finding as a warning, even if it is not shown by default",
    },
    Setting {
        id: "allow",
        level: Level::Allowed,
        help: "Silence this warning, or all `warnings`; the last of these options wins",
    },
];

impl Args for Levels {
    fn augment_args(command: Command) -> Command {
        SETTINGS.iter().fold(command, |command, setting| {
            let level = setting.level;
            let parser = move |name: &str| -> Result<String, tl_parser::diagnostic::LevelError> {
                tl_parser::diagnostic::Levels::default().set(name, level)?;
                Ok(name.to_owned())
            };
            command.arg(
                Arg::new(setting.id)
                    .long(setting.id)
                    .value_name("NAME")
                    .value_delimiter(',')
                    .action(ArgAction::Append)
                    .value_parser(ValueParser::new(parser))
                    .help(setting.help)
                    .help_heading(HEADING),
            )
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Levels {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut given: Vec<(usize, &String, Level)> = Vec::new();
        for setting in &SETTINGS {
            let names = matches.get_many::<String>(setting.id).into_iter().flatten();
            let places = matches.indices_of(setting.id).into_iter().flatten();
            let both = places.zip(names);
            given.extend(both.map(|(place, name)| (place, name, setting.level)));
        }
        given.sort_unstable_by_key(|(place, ..)| *place);
        let mut levels = tl_parser::diagnostic::Levels::default();
        for (_, name, level) in given {
            // Each name was validated when it was parsed.
            let _ = levels.set(name, level);
        }
        Ok(Self(levels))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
