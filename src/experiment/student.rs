//! Student's t: how many standard errors a 95 % interval reaches to each side.

/// The 97.5 % quantile for 1 to 30 degrees of freedom.
const TABLE: [f64; 30] = [
    12.706_204_736_175,
    4.302_652_729_749,
    3.182_446_305_284,
    2.776_445_105_198,
    2.570_581_835_636,
    2.446_911_851_145,
    2.364_624_251_593,
    2.306_004_135_204,
    2.262_157_162_798,
    2.228_138_851_986,
    2.200_985_160_092,
    2.178_812_829_667,
    2.160_368_656_463,
    2.144_786_687_918,
    2.131_449_545_560,
    2.119_905_299_221,
    2.109_815_577_833,
    2.100_922_040_241,
    2.093_024_054_408,
    2.085_963_447_266,
    2.079_613_844_728,
    2.073_873_067_904,
    2.068_657_610_419,
    2.063_898_561_628,
    2.059_538_552_753,
    2.055_529_438_643,
    2.051_830_516_480,
    2.048_407_141_795,
    2.045_229_642_133,
    2.042_272_456_301,
];

/// The 97.5 % quantile of the normal distribution.
const NORMAL: f64 = 1.959_963_984_540_054;

/// Returns the 97.5 % quantile for so many degrees of freedom, at least one.
///
/// Beyond the table it is the expansion around the normal quantile (Abramowitz and Stegun 26.7.5),
/// which needs no function that differs between machines.
pub(super) fn quantile(degrees: u64) -> f64 {
    if let Some(known) = degrees.checked_sub(1).and_then(|at| TABLE.get(at as usize)) {
        return *known;
    }
    let (x, n) = (NORMAL, degrees as f64);
    let x2 = x * x;
    let terms = [
        x * (x2 + 1.0) / 4.0,
        x * ((5.0 * x2 + 16.0) * x2 + 3.0) / 96.0,
        x * (((3.0 * x2 + 19.0) * x2 + 17.0) * x2 - 15.0) / 384.0,
        x * ((((79.0 * x2 + 776.0) * x2 + 1482.0) * x2 - 1920.0) * x2 - 945.0) / 92160.0,
    ];
    terms.iter().rev().fold(0.0, |sum, term| (sum + term) / n) + x
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, StudentsT};

    #[test]
    fn it_leaves_a_fortieth_on_each_side() {
        for degrees in (1..=200).chain([1_000, 99_999]) {
            let t = StudentsT::new(0.0, 1.0, degrees as f64).unwrap();
            let below = t.cdf(quantile(degrees));
            assert!((below - 0.975).abs() < 1e-8, "{degrees} degrees: {below}");
        }
    }
}
