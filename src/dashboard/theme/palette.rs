//! Palettes: a colour for each role, and the background that they are made for.

use super::Role;
use super::contrast::{FAINT, READABLE};
use super::depth::Depth;
use ratatui::style::Color;

/// A colour for each role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// What everything stands on.
    pub background: Color,
    pub text: Color,
    pub quiet: Color,
    pub name: Color,
    pub meaning: Color,
    pub fine: Color,
    pub uneasy: Color,
    pub bad: Color,
    pub work: Color,
    pub fire: Color,
    pub wait: Color,
    pub plate: Color,
    pub first: Color,
    pub second: Color,
}

impl Palette {
    /// The terminal's own sixteen colours, on its own background.
    pub const OWN: Palette = Palette {
        background: Color::Reset,
        text: Color::Reset,
        // Bright black is the background itself in many a terminal: what is quiet is dim instead.
        quiet: Color::Reset,
        name: Color::Cyan,
        meaning: Color::Magenta,
        fine: Color::Blue,
        uneasy: Color::Yellow,
        bad: Color::Red,
        work: Color::Cyan,
        fire: Color::LightRed,
        wait: Color::Yellow,
        plate: Color::Green,
        first: Color::Blue,
        second: Color::LightRed,
    };

    /// Light on dark.
    pub const DARK: Palette = Palette {
        background: rgb(0x12_12_12),
        text: rgb(0xe4_e4_e4),
        quiet: rgb(0x9e_9e_9e),
        name: rgb(0x5f_d7_ff),
        meaning: rgb(0xd7_af_ff),
        fine: rgb(0x87_af_ff),
        uneasy: rgb(0xff_d7_5f),
        bad: rgb(0xff_87_87),
        work: rgb(0x5f_d7_d7),
        fire: rgb(0xff_af_5f),
        wait: rgb(0xff_d7_5f),
        plate: rgb(0x87_d7_87),
        first: rgb(0x87_af_ff),
        second: rgb(0xff_af_5f),
    };

    /// Dark on light.
    pub const LIGHT: Palette = Palette {
        background: rgb(0xff_ff_ff),
        text: rgb(0x1c_1c_1c),
        quiet: rgb(0x6c_6c_6c),
        name: rgb(0x00_5f_87),
        meaning: rgb(0x87_00_af),
        fine: rgb(0x00_5f_d7),
        uneasy: rgb(0x87_5f_00),
        bad: rgb(0xaf_00_00),
        work: rgb(0x00_5f_5f),
        fire: rgb(0xaf_5f_00),
        wait: rgb(0x87_5f_00),
        plate: rgb(0x00_5f_00),
        first: rgb(0x00_5f_d7),
        second: rgb(0xaf_5f_00),
    };

    /// The colours of Okabe and Ito ("Color Universal Design", 2008), which stay apart for almost
    /// everybody. Their blue is too dark to be read on black; their sky blue is used instead.
    pub const COLOUR_BLIND: Palette = Palette {
        background: BLACK,
        text: rgb(0xff_ff_ff),
        quiet: rgb(0xa8_a8_a8),
        name: SKY_BLUE,
        meaning: REDDISH_PURPLE,
        fine: SKY_BLUE,
        uneasy: YELLOW,
        bad: VERMILLION,
        work: BLUISH_GREEN,
        fire: ORANGE,
        wait: YELLOW,
        plate: BLUISH_GREEN,
        first: SKY_BLUE,
        second: ORANGE,
    };

    /// Nothing fainter than seven to one.
    pub const HIGH_CONTRAST: Palette = Palette {
        background: BLACK,
        text: rgb(0xff_ff_ff),
        quiet: rgb(0xbc_bc_bc),
        name: rgb(0xff_ff_ff),
        meaning: rgb(0xff_ff_ff),
        fine: rgb(0x5f_ff_ff),
        uneasy: rgb(0xff_ff_00),
        bad: rgb(0xff_87_87),
        work: rgb(0x5f_ff_ff),
        fire: rgb(0xff_af_00),
        wait: rgb(0xff_ff_00),
        plate: rgb(0x5f_ff_5f),
        first: rgb(0x5f_ff_ff),
        second: rgb(0xff_af_00),
    };

    /// Returns the colour of a role; none: it has none of its own.
    pub fn of(&self, role: Role) -> Option<Color> {
        let color = match role {
            Role::Chosen => return None,
            Role::Plain | Role::Strong => self.text,
            Role::Quiet | Role::Idle => self.quiet,
            Role::Name | Role::Key => self.name,
            Role::Meaning => self.meaning,
            Role::Fine => self.fine,
            Role::Uneasy => self.uneasy,
            Role::Bad => self.bad,
            Role::Work => self.work,
            Role::Fire => self.fire,
            Role::Wait => self.wait,
            Role::Plate => self.plate,
            Role::First => self.first,
            Role::Second => self.second,
        };
        (color != Color::Reset).then_some(color)
    }

    /// Returns the palette in colours that a terminal of this depth has.
    pub fn reduced(&self, depth: Depth) -> Palette {
        let background = depth.ground(self.background);
        let ink = |color| depth.ink(color, background, READABLE);
        Palette {
            background,
            text: ink(self.text),
            quiet: depth.ink(self.quiet, background, FAINT),
            name: ink(self.name),
            meaning: ink(self.meaning),
            fine: ink(self.fine),
            uneasy: ink(self.uneasy),
            bad: ink(self.bad),
            work: ink(self.work),
            fire: ink(self.fire),
            wait: ink(self.wait),
            plate: ink(self.plate),
            first: ink(self.first),
            second: ink(self.second),
        }
    }
}

const BLACK: Color = rgb(0x00_00_00);
const SKY_BLUE: Color = rgb(0x56_b4_e9);
const BLUISH_GREEN: Color = rgb(0x00_9e_73);
const YELLOW: Color = rgb(0xf0_e4_42);
const VERMILLION: Color = rgb(0xd5_5e_00);
const ORANGE: Color = rgb(0xe6_9f_00);
const REDDISH_PURPLE: Color = rgb(0xcc_79_a7);

const fn rgb(number: u32) -> Color {
    Color::from_u32(number)
}
