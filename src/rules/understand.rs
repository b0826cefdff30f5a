//! From `rhai`'s tree to parts of our own: what every name in it means.

use crate::rules::functions::Function;
use crate::rules::operators::Operator;
use crate::rules::parse::{Tree, place, quoted, shown};
use crate::rules::part::Part;
use crate::rules::{Fields, Known, Meaning, Value, Wrong};
use crate::text::safe_text::safe;
use rhai::{ASTFlags, Expr, FnCallExpr, Position, Stmt, StmtBlock};

/// The word for no value.
const NOTHING: &str = "nothing";

/// Reads a tree, with the text it was made from and the names that are known.
pub(super) struct Reader<'a> {
    text: &'a str,
    known: &'a Known,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, known: &'a Known) -> Self {
        Self { text, known }
    }

    /// Understands a whole tree.
    pub(super) fn read(&self, tree: &Tree) -> Result<Part, Wrong> {
        match tree.expression() {
            Some(expression) => self.part(expression),
            None => Err(Wrong::new(0..self.text.len(), "this is no expression")
                .remedy("write one, such as order.seats * 2")),
        }
    }

    fn part(&self, expression: &Expr) -> Result<Part, Wrong> {
        let part = match expression {
            Expr::BoolConstant(flag, _) => Part::Constant(Value::Flag(*flag)),
            Expr::IntegerConstant(number, _) => Part::Constant(Value::Number(*number as f64)),
            Expr::FloatConstant(number, at) => {
                let number: f64 = **number;
                if !number.is_finite() {
                    let wrong = self.wrong(*at, "this number is too large");
                    return Err(wrong.remedy("write one below 1e308"));
                }
                Part::Constant(Value::Number(number))
            }
            // With \u{1b} somebody can write what no file may hold: it is read as rows are.
            Expr::StringConstant(text, _) => Part::Constant(self.known.text(&safe(text))),
            Expr::Variable(name, _, at) => self.name(&name.1, *at)?,
            Expr::Dot(sides, flags, at) => {
                let mut part = self.of_field(&sides.lhs, &sides.rhs, *flags, *at)?;
                // What stands behind the first point is a chain from right to left.
                let mut rest = &sides.rhs;
                while let Expr::Dot(next, flags, at) = rest {
                    part = self.member(part, &next.rhs, *flags, *at)?;
                    rest = &next.rhs;
                }
                part
            }
            Expr::And(parts, _) => Part::All(self.parts(parts)?),
            Expr::Or(parts, _) => Part::Any(self.parts(parts)?),
            Expr::FnCall(call, at) => self.call(call, *at)?,
            Expr::Stmt(block) => self.block(block)?,
            Expr::CharConstant(_, at) => {
                return Err(self.wrong(*at, "' holds no text").remedy("write texts between \""));
            }
            Expr::InterpolatedString(_, at) => {
                let wrong = self.wrong(*at, "nothing is worked out inside a text");
                return Err(wrong.remedy("join it with +: \"table \" + table.id"));
            }
            Expr::Unit(at) => {
                return Err(self.wrong(*at, "() holds no value").remedy("write nothing"));
            }
            Expr::Coalesce(_, at) => return Err(self.no_sign("??", *at)),
            other => {
                let wrong = self.wrong(other.start_position(), "this cannot stand here");
                return Err(wrong.remedy("write values and signs, such as order.seats * 2"));
            }
        };
        Ok(part.folded())
    }

    fn parts(&self, expressions: &[Expr]) -> Result<Box<[Part]>, Wrong> {
        expressions.iter().map(|expression| self.part(expression)).collect()
    }

    /// Understands a word that stands alone.
    fn name(&self, name: &str, at: Position) -> Result<Part, Wrong> {
        if name == NOTHING {
            return Ok(Part::Constant(Value::Nothing));
        }
        if let Some((root, _)) = self.known.find(name) {
            return Ok(Part::Whole(root));
        }
        if let Some((root, field)) = self.known.find_bare(name) {
            return Ok(Part::Field(root, field));
        }
        if let Some(function) = Function::named(name) {
            let wrong = self.wrong(at, format!("{name} is a function"));
            return Err(wrong.remedy(format!("write {}", function.form())));
        }
        let wrong = self.wrong(at, format!("nothing is called {} here", shown(name)));
        let mut wrong = wrong.remedy(quoted(name));
        wrong.did_you_mean = self.known.with_field(name);
        if wrong.did_you_mean.is_none() {
            wrong = wrong.did_you_mean(name, self.known.words().chain([NOTHING]));
        }
        Err(wrong)
    }

    /// Understands what stands before a point and the first word behind it.
    fn of_field(
        &self,
        of: &Expr,
        behind: &Expr,
        flags: ASTFlags,
        at: Position,
    ) -> Result<Part, Wrong> {
        let first = if let Expr::Dot(chain, ..) = behind { &chain.lhs } else { behind };
        let Expr::Variable(name, _, name_at) = of else {
            return self.member(self.part(of)?, first, flags, at);
        };
        let Some((root, meaning)) = self.known.find(&name.1) else {
            return self.member(self.name(&name.1, *name_at)?, first, flags, at);
        };
        let (field, field_at) = self.field_name(first, flags, at)?;
        match meaning {
            Meaning::Single => Err(self.no_fields(&name.1, field_at)),
            Meaning::Rows(_) => {
                let wrong = self.wrong(field_at, format!("{} is a list of rows", name.1));
                Err(wrong.remedy(format!("write first({}).{field}", name.1)))
            }
            Meaning::Any => self.member(Part::Whole(root), first, flags, at),
            Meaning::Row(fields) => match fields.at(field) {
                Some(place) => Ok(Part::Field(root, place)),
                None => Err(self.no_field(&name.1, field, fields, field_at)),
            },
        }
    }

    /// Understands a field of what is a row only when it is worked out.
    fn member(
        &self,
        of: Part,
        behind: &Expr,
        flags: ASTFlags,
        at: Position,
    ) -> Result<Part, Wrong> {
        let first = if let Expr::Dot(chain, ..) = behind { &chain.lhs } else { behind };
        let (field, field_at) = self.field_name(first, flags, at)?;
        let place = match self.rows_behind(&of) {
            Some((name, fields)) => fields
                .at(field)
                .ok_or_else(|| self.no_field(&format!("first({name})"), field, fields, field_at))?,
            None => 0,
        };
        Ok(Part::Member(Box::new(of), place, field.into()))
    }

    /// Returns the list of rows of which this is the first, and their fields.
    fn rows_behind(&self, of: &Part) -> Option<(&str, &Fields)> {
        match of {
            Part::Call(Function::First, list) => match &**list {
                [Part::Whole(root)] => self.known.rows_under(*root),
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the name of the field behind a point.
    fn field_name<'e>(
        &self,
        behind: &'e Expr,
        flags: ASTFlags,
        at: Position,
    ) -> Result<(&'e str, Position), Wrong> {
        if flags.intersects(ASTFlags::NEGATED) {
            return Err(self.no_sign("?.", at));
        }
        match behind {
            Expr::Property(name, at) => Ok((&name.2, *at)),
            Expr::MethodCall(call, at) => {
                let name = &call.name;
                let wrong =
                    self.wrong(*at, format!("{} cannot be called behind a point", shown(name)));
                Err(wrong.remedy(format!(
                    "write what it is for in brackets, as in {}",
                    Function::Len.form()
                )))
            }
            other => {
                let wrong = self.wrong(other.start_position(), "behind a point stands a field");
                Err(wrong.remedy("write its name, such as order.seats"))
            }
        }
    }

    /// Understands a sign between values, or a function and what it is called with.
    fn call(&self, call: &FnCallExpr, at: Position) -> Result<Part, Wrong> {
        if let Some(sign) = &call.op_token {
            return match (&*call.name, &*call.args) {
                ("!", [part]) => Ok(Part::Not(Box::new(self.part(part)?))),
                ("-", [part]) => Ok(Part::Negative(Box::new(self.part(part)?))),
                (name, [left, right]) => match Operator::written(name) {
                    Some(operator) => {
                        let sides = [self.part(left)?, self.part(right)?];
                        Ok(Part::Two(operator, Box::new(sides)))
                    }
                    None => Err(self.no_sign(&sign.to_string(), at)),
                },
                _ => Err(self.no_sign(&sign.to_string(), at)),
            };
        }
        let name = &*call.name;
        let Some(function) = Function::named(name) else {
            let all: Vec<&str> = Function::names().collect();
            let wrong = self.wrong(at, format!("there is no function {}", shown(name)));
            let wrong = wrong.remedy(format!("there are {}", all.join(", ")));
            return Err(wrong.did_you_mean(name, all));
        };
        if !function.takes(call.args.len()) {
            let cause = format!("{name} is called with {} values", call.args.len());
            return Err(self.wrong(at, cause).remedy(format!("write {}", function.form())));
        }
        let parts = self.parts(&call.args)?;
        match (function, <Box<[Part; 3]>>::try_from(parts)) {
            (Function::Choose, Ok(parts)) => Ok(Part::If(parts)),
            (_, Ok(parts)) => Ok(Part::Call(function, parts)),
            (_, Err(parts)) => Ok(Part::Call(function, parts)),
        }
    }

    /// Understands what stands in braces: one expression, or an `if`.
    fn block(&self, block: &StmtBlock) -> Result<Part, Wrong> {
        match block.statements() {
            [Stmt::Expr(expression)] => self.part(expression),
            [Stmt::FnCall(call, at)] => self.call(call, *at).map(Part::folded),
            [Stmt::If(condition, at)] => {
                if condition.branch.is_empty() {
                    let wrong = self.wrong(*at, "this if has no else");
                    return Err(wrong.remedy("write if a { b } else { c }"));
                }
                let condition_part = self.part(&condition.expr)?;
                let branches = [self.block(&condition.body)?, self.block(&condition.branch)?];
                let [yes, no] = branches;
                Ok(Part::If(Box::new([condition_part, yes, no])).folded())
            }
            _ => Err(self
                .wrong(block.position(), "braces hold one expression")
                .remedy("write if a { b } else { c }")),
        }
    }

    fn no_fields(&self, name: &str, at: Position) -> Wrong {
        let wrong = self.wrong(at, format!("{name} is a single value, without fields"));
        wrong.remedy(format!("write {name} alone"))
    }

    fn no_field(&self, name: &str, field: &str, fields: &Fields, at: Position) -> Wrong {
        let wrong = self.wrong(at, format!("{name} has no field {}", shown(field)));
        let all: Vec<&str> = fields.iter().collect();
        let wrong = match all.len() {
            0 => wrong.remedy(format!("{name} has no fields at all")),
            _ => wrong.remedy(format!("it has {}", all.join(", "))),
        };
        wrong.did_you_mean(field, all)
    }

    fn no_sign(&self, sign: &str, at: Position) -> Wrong {
        let wrong = self.wrong(at, format!("the sign {sign} means nothing here"));
        wrong.remedy("there are + - * / % == != < <= > >= && || !")
    }

    fn wrong(&self, at: Position, cause: impl Into<String>) -> Wrong {
        Wrong::new(place(self.text, at), cause)
    }
}
