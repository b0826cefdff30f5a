//! The program `boh`.

use std::process::ExitCode;

fn main() -> ExitCode {
    boh::cli::main(std::env::args_os()).into()
}
