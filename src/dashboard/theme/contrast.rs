//! How well one colour can be told from another behind it, by the formula of WCAG 2.2 (success
//! criterion 1.4.3; "relative luminance" and "contrast ratio" in its glossary).

/// Red, green and blue, as in sRGB.
pub type Rgb = (u8, u8, u8);

/// What WCAG asks of text at level AA.
pub const READABLE: f64 = 4.5;

/// What it asks of large text and of what is no text: enough for what may be overlooked.
pub const FAINT: f64 = 3.0;

/// Returns the contrast of two colours: from 1, the same, to 21, black and white.
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Returns how bright a colour is, from 0 to 1.
fn luminance((red, green, blue): Rgb) -> f64 {
    let [red, green, blue] = [red, green, blue].map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Returns how much light a level of sRGB stands for, from 0 to 1.
pub fn linear(level: u8) -> f64 {
    let level = f64::from(level) / 255.0;
    if level <= 0.04045 { level / 12.92 } else { libm::pow((level + 0.055) / 1.055, 2.4) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values that the specification and its "Understanding" pages name.
    #[test]
    fn contrast_is_that_of_the_specification() {
        let (black, white) = ((0, 0, 0), (255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(white, white) - 1.0).abs() < 1e-9);
        // The lightest grey that passes on white, and one step lighter.
        assert!(contrast((0x76, 0x76, 0x76), white) >= READABLE);
        assert!(contrast((0x77, 0x77, 0x77), white) < READABLE);
    }
}
