//! Tests of the units: tables of what is legal, what is not, and hostile input.

use super::*;
use proptest::prelude::*;

const YEARS_10: u64 = 3650 * 86_400 * SECOND_NS;

/// Checks what each text is read as; None stands for an error that names a remedy.
fn check<T: PartialEq + std::fmt::Debug>(
    read: impl Fn(&str) -> Result<T, String>,
    cases: &[(&str, Option<T>)],
) {
    for (text, wanted) in cases {
        let shown: String = text.chars().take(60).collect();
        match (read(text), wanted) {
            (Ok(got), Some(wanted)) => assert_eq!(got, *wanted, "of {shown:?}"),
            (Err(error), None) => {
                assert!(error.contains(": write "), "{error}");
                assert!(error.len() < 300, "{} bytes of error for {shown:?}", error.len());
            }
            (got, _) => panic!("{shown:?} gives {got:?} instead of {wanted:?}"),
        }
    }
}

#[test]
fn durations() {
    check(
        duration_ns,
        &[
            ("1h 30m", Some(5_400 * SECOND_NS)),
            ("1h30m", Some(5_400 * SECOND_NS)),
            ("1h\t 30m", Some(5_400 * SECOND_NS)),
            (" 90s ", Some(90 * SECOND_NS)),
            ("1.5s", Some(1_500_000_000)),
            ("250ms", Some(250_000_000)),
            ("50us", Some(50_000)),
            ("50µs", Some(50_000)),
            ("50μs", Some(50_000)),
            ("10ns", Some(10)),
            ("1d 1h 1m 1s 1ms 1us 1ns", Some(90_061_001_001_001)),
            ("0.000001250s", Some(1_250)),
            ("13894736.842105s", Some(13_894_736_842_105_000)),
            ("0.5ns", Some(1)),
            ("1.4999999999999999999999999999999999999ns", Some(1)),
            ("0.00000000000013888888888888888888888h", None),
            ("0.00000000000013888888888888888888889h", Some(1)),
            ("0.0000000003s 0.2ns", Some(1)),
            ("00000000000000000000000000001s", Some(SECOND_NS)),
            ("3650d", Some(YEARS_10)),
            ("3649d 24h", Some(YEARS_10)),
            ("3650d 0.4ns", Some(YEARS_10)),
            ("3650d 0.5ns", None),
        ],
    );
}

#[test]
fn wrong_durations() {
    let digits = "9".repeat(10_000);
    let many = format!("{digits}s");
    let deep = format!("0.{digits}ns");
    let zeros = format!("0.{}1s", "0".repeat(10_000));
    let repeated = "1s ".repeat(10_000);
    let wrong = [
        "",
        " ",
        "s",
        "5",
        "5 s",
        "5 sec",
        "-1s",
        "+1s",
        "NaN",
        "inf",
        "1e300s",
        "1e3s",
        ".5s",
        "5.s",
        "1..5s",
        "1.5.5s",
        "1,5s",
        "1_000s",
        "9999999h",
        "1s 1h",
        "1s 1s",
        "1us 1µs",
        "1s, 1ms",
        "1h -30m",
        "1min",
        "1S",
        "1M",
        "1y",
        "１s",
        "٣s",
        "1s\n",
        "1\u{a0}s",
        "\u{1b}s",
        "0s",
        "0h 0m",
        "0.4ns",
        "0",
        "unlimited",
        "87601h",
        &many,
        &digits,
        &repeated,
        &zeros,
    ];
    check(duration_ns, &wrong.map(|text| (text, None)));
    check(duration_ns, &[(&deep, Some(1))]);
    check(duration_or_zero_ns, &[("0s", Some(0)), ("0.4ns", Some(0)), ("", None), ("0", None)]);
    assert_eq!(
        duration_ns("5 sec").expect_err("illegal"),
        "\"5 sec\" is no duration: write a number and a unit, such as \"90s\", \"1h 30m\", \
         \"250ms\" or \"50us\""
    );
}

#[test]
fn seconds() {
    check(
        seconds_ns,
        &[
            ("13894736.842105", Some(13_894_736_842_105_000)),
            ("0", Some(0)),
            ("0.0000000005", Some(1)),
            ("12", Some(12 * SECOND_NS)),
            (" 12 ", Some(12 * SECOND_NS)),
            ("1m 30s", Some(90 * SECOND_NS)),
            ("0s", Some(0)),
            ("315360000", Some(YEARS_10)),
            ("315360001", None),
            ("", None),
            ("-1", None),
            ("1e3", Some(1000 * SECOND_NS)),
            ("5e-05", Some(50_000)),
            ("1.25E+2", Some(125 * SECOND_NS)),
            ("1e-9", Some(1)),
            ("1e-40", Some(0)),
            ("1e41", None),
            ("e3", None),
            ("1e", None),
            ("1e3s", None),
            ("1.e3", None),
            ("5.", None),
            ("NaN", None),
            ("1 2", None),
        ],
    );
}

#[test]
fn times_of_day_and_moments() {
    let at = |hours: u64, minutes: u64| (hours * 60 + minutes) * MINUTE_NS;
    check(
        time_of_day_ns,
        &[
            ("00:00", Some(0)),
            ("12:10", Some(at(12, 10))),
            ("23:59:59", Some(at(23, 59) + 59 * SECOND_NS)),
            ("24:00", None),
            ("12:60", None),
            ("12:10:60", None),
            ("1:00", None),
            ("12:1", None),
            ("12", None),
            ("12:", None),
            ("12:10:", None),
            ("12:10:00:00", None),
            ("-1:00", None),
            ("+1:00", None),
            ("１２:１０", None),
            ("", None),
        ],
    );
    let moment = |text: &str| moment_ns(text, at(12, 0));
    check(
        moment,
        &[
            ("12:00", Some(0)),
            ("12:10", Some(at(0, 10))),
            ("11:59", Some(at(23, 59))),
            ("00:00", Some(at(12, 0))),
            ("0s", Some(0)),
            ("30m", Some(at(0, 30))),
            ("12", None),
            ("noon", None),
            ("25:00", None),
            ("99999d", None),
            ("-1s", None),
        ],
    );
}

#[test]
fn rates() {
    let digits = format!("{}/s", "9".repeat(10_000));
    check(
        rate_per_second,
        &[
            ("40/min", Some(40.0 / 60.0)),
            ("9/s", Some(9.0)),
            ("2/h", Some(2.0 / 3600.0)),
            ("1/d", Some(1.0 / 86400.0)),
            ("0.5/s", Some(0.5)),
            ("0/s", Some(0.0)),
            ("1000000/s", Some(1e6)),
            ("60000000/min", Some(1e6)),
            ("1000000.1/s", None),
            ("0.5/ms", None),
            ("40/minute", None),
            ("40 / min", None),
            ("40", None),
            ("/s", None),
            ("-1/s", None),
            ("1e3/s", None),
            ("NaN/s", None),
            ("inf/s", None),
            (".5/s", None),
            ("1/s/s", None),
            ("", None),
            (&digits, None),
        ],
    );
}

#[test]
fn money() {
    for (amount, wanted) in [
        (9.5, 950),
        (0.0, 0),
        (-0.0, 0),
        (0.005, 0),
        (0.015, 2),
        (1.005, 100),
        (1.015, 102),
        (0.125, 12),
        (0.125_000_1, 13),
        (0.009_999, 1),
        (-0.015, -2),
        (-12.344, -1234),
        (1e-300, 0),
        (1e12, 100_000_000_000_000),
    ] {
        assert_eq!(cents(amount), Ok(wanted), "of {amount}");
    }
    for amount in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.01e12, -1e300] {
        let error = cents(amount).expect_err("illegal");
        assert!(error.contains(": write ") && error.len() < 100, "{error}");
    }
}

#[test]
fn durations_for_people() {
    for (ns, shown) in [
        (0, "0 s"),
        (7, "7 ns"),
        (999, "999 ns"),
        (1_234, "1.23 us"),
        (50_000, "50 us"),
        (250_000_000, "250 ms"),
        (999_600_000, "1 s"),
        (1_500_000_000, "1.5 s"),
        (12_345_000_000, "12.3 s"),
        (12_350_000_000, "12.4 s"),
        (59_960_000_000, "1 min"),
        (150 * SECOND_NS, "2 min 30 s"),
        (3_599_700_000_000, "1 h"),
        (65 * MINUTE_NS, "1 h 5 min"),
        (DAY_NS - SECOND_NS, "1 d"),
        (100 * HOUR_NS, "4 d 4 h"),
        (u64::MAX, "213503 d 23 h"),
    ] {
        assert_eq!(show_duration(ns), shown, "of {ns} ns");
    }
}

#[test]
fn durations_for_files() {
    for (ns, written) in [
        (0, "0s"),
        (7, "7ns"),
        (1_250, "1.25us"),
        (250_000_000, "250ms"),
        (12_000_001, "12.000001ms"),
        (1_500_000_000, "1.5s"),
        (60_000_000_001, "1m 1ns"),
        (90 * SECOND_NS, "1m 30s"),
        (90 * MINUTE_NS, "1h 30m"),
        (DAY_NS, "1d"),
    ] {
        assert_eq!(write_duration(ns), written, "of {ns} ns");
    }
}

#[test]
fn clocks_and_rates() {
    assert_eq!(show_clock(0), "00:00");
    assert_eq!(show_clock(12 * HOUR_NS + 10 * MINUTE_NS), "12:10");
    assert_eq!(show_clock(12 * HOUR_NS + 10 * MINUTE_NS + 5 * SECOND_NS), "12:10:05");
    assert_eq!(show_clock(25 * HOUR_NS + 999), "01:00");
    assert_eq!(show_clock(u64::MAX), "23:34:33");
    for text in ["40/min", "9/s", "2/h", "0/s", "1000000/s", "18/min", "7/min", "70/h", "0.5/h"] {
        let rate = rate_per_second(text).expect(text);
        assert_eq!(write_rate(rate), text);
    }
    assert_eq!(write_rate(0.5), "30/min");
}

proptest! {
    #[test]
    fn a_written_duration_reads_the_same(ns in 0..=YEARS_10) {
        prop_assert_eq!(duration_or_zero_ns(&write_duration(ns)), Ok(ns));
        prop_assert_eq!(duration_or_zero_ns(&write_duration(ns % 1_000_003)), Ok(ns % 1_000_003));
    }

    #[test]
    fn a_shown_duration_is_near(ns in any::<u64>(), shift in 0_u32..64) {
        let ns: u64 = (ns >> shift).min(YEARS_10 - DAY_NS);
        let read = duration_or_zero_ns(&show_duration(ns).replace(' ', "").replace("min", "m"));
        let error = read.expect("legal").abs_diff(ns);
        prop_assert!(error <= ns / 48 + 1, "{} is shown as {}", ns, show_duration(ns));
    }

    #[test]
    fn a_written_rate_reads_the_same(rate in 0.0..1e6_f64, per in 1_u32..100_000) {
        for rate in [rate, f64::from(per) / 60.0, f64::from(per) / 3600.0, rate / 1e9] {
            prop_assert_eq!(rate_per_second(&write_rate(rate)), Ok(rate));
        }
    }

    #[test]
    fn no_text_panics(text in "[0-9./: dhmsnuµ+e-]{0,30}|.{0,30}") {
        let _ = (duration_ns(&text), seconds_ns(&text), moment_ns(&text, u64::MAX));
        let _ = (time_of_day_ns(&text), rate_per_second(&text));
    }

    #[test]
    fn no_amount_panics(amount in any::<f64>(), ns in any::<u64>()) {
        let _ = (cents(amount), show_duration(ns), write_duration(ns), show_clock(ns));
        let _ = write_rate(amount);
    }
}

#[test]
fn a_clock_with_milliseconds_tells_the_day() {
    assert_eq!(show_clock_ms(0), "00:00:00.000");
    assert_eq!(show_clock_ms(12 * HOUR_NS + 10 * MINUTE_NS + 3_120_999_999), "12:10:03.120");
    assert_eq!(show_clock_ms(25 * HOUR_NS), "+1d 01:00:00.000");
    assert_eq!(show_clock_ms(400 * DAY_NS), "+400d 00:00:00.000");
}
