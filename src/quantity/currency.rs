//! Currencies: the sign and the minor unit that follow from an ISO 4217 code.

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// The ISO 4217 code, as in `USD`.
    pub code: &'static str,
    /// The sign written before an amount, as in `$`; the code and a space where there is none.
    pub symbol: &'static str,
    /// Digits of the minor unit: 2 for cents, 0 for yen.
    pub minor_digits: u32,
}

/// Code, sign and minor digits, from ISO 4217 (list one, 2024) and common usage of signs.
const CURRENCIES: [(&str, &str, u32); 52] = [
    ("AED", "AED ", 2),
    ("ARS", "ARS ", 2),
    ("AUD", "A$", 2),
    ("BDT", "BDT ", 2),
    ("BGN", "BGN ", 2),
    ("BHD", "BHD ", 3),
    ("BRL", "R$", 2),
    ("CAD", "CA$", 2),
    ("CHF", "CHF ", 2),
    ("CLP", "CLP ", 0),
    ("CNY", "CN¥", 2),
    ("COP", "COP ", 2),
    ("CZK", "CZK ", 2),
    ("DKK", "DKK ", 2),
    ("EGP", "EGP ", 2),
    ("EUR", "€", 2),
    ("GBP", "£", 2),
    ("HKD", "HK$", 2),
    ("HUF", "HUF ", 2),
    ("IDR", "IDR ", 2),
    ("ILS", "₪", 2),
    ("INR", "₹", 2),
    ("ISK", "ISK ", 0),
    ("JOD", "JOD ", 3),
    ("JPY", "¥", 0),
    ("KES", "KES ", 2),
    ("KRW", "₩", 0),
    ("KWD", "KWD ", 3),
    ("KZT", "KZT ", 2),
    ("MAD", "MAD ", 2),
    ("MXN", "MX$", 2),
    ("MYR", "MYR ", 2),
    ("NGN", "₦", 2),
    ("NOK", "NOK ", 2),
    ("NZD", "NZ$", 2),
    ("PEN", "PEN ", 2),
    ("PHP", "₱", 2),
    ("PKR", "PKR ", 2),
    ("PLN", "PLN ", 2),
    ("QAR", "QAR ", 2),
    ("RON", "RON ", 2),
    ("RSD", "RSD ", 2),
    ("SAR", "SAR ", 2),
    ("SEK", "SEK ", 2),
    ("SGD", "S$", 2),
    ("THB", "THB ", 2),
    ("TND", "TND ", 3),
    ("TRY", "₺", 2),
    ("TWD", "NT$", 2),
    ("UAH", "₴", 2),
    ("USD", "$", 2),
    ("VND", "₫", 0),
];

/// Codes of ISO 4217 that have the two-digit minor unit and no sign of their own here.
const OTHERS: &[&str] = &[
    "AFN", "ALL", "AMD", "AOA", "AWG", "AZN", "BAM", "BBD", "BMD", "BND", "BOB", "BSD", "BTN", "BWP", "BYN", "BZD",
    "CDF", "CRC", "CUP", "CVE", "DOP", "DZD", "ERN", "ETB", "FJD", "FKP", "GEL", "GHS", "GIP", "GMD", "GTQ", "GYD",
    "HNL", "HTG", "IRR", "JMD", "KGS", "KHR", "KPW", "KYD", "LAK", "LBP", "LKR", "LRD", "LSL", "MDL", "MGA", "MKD",
    "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MZN", "NAD", "NIO", "NPR", "PAB", "PGK", "RUB", "SBD", "SCR",
    "SDG", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "TJS", "TMT", "TOP", "TTD", "TZS", "UYU",
    "UZS", "VES", "WST", "XCD", "YER", "ZAR", "ZMW",
];

impl Currency {
    /// The US dollar, the default.
    pub const USD: Self = Self { code: "USD", symbol: "$", minor_digits: 2 };

    /// The currency of an ISO 4217 code; `None` when there is no such code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        let known = CURRENCIES.iter().find(|(known, ..)| *known == code);
        let known = known.map(|&(code, symbol, minor_digits)| Self { code, symbol, minor_digits });
        known.or_else(|| {
            let code = *OTHERS.iter().find(|other| **other == code)?;
            Some(Self { code, symbol: "", minor_digits: 2 })
        })
    }

    /// Every code known, for "did you mean".
    pub fn codes() -> impl Iterator<Item = &'static str> {
        CURRENCIES.iter().map(|(code, ..)| *code).chain(OTHERS.iter().copied())
    }

    /// What stands before an amount: the sign, or the code and a space.
    #[must_use]
    pub fn prefix(self) -> String {
        if self.symbol.is_empty() { format!("{} ", self.code) } else { self.symbol.to_owned() }
    }

    /// Whether a sign typed before a number can mean this currency (`$` is also the Canadian one).
    #[must_use]
    pub fn accepts_sign(self, sign: char) -> bool {
        self.symbol.contains(sign) || (sign == '$' && self.code.ends_with('D'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_and_minor_unit_follow_the_code() {
        assert_eq!(Currency::find("USD"), Some(Currency::USD));
        assert_eq!(Currency::find("JPY").map(|c| c.minor_digits), Some(0));
        assert_eq!(Currency::find("CHF").map(Currency::prefix).as_deref(), Some("CHF "));
        assert_eq!(Currency::find("ZAR").map(Currency::prefix).as_deref(), Some("ZAR "));
        assert_eq!(Currency::find("usd"), None);
        assert_eq!(Currency::find("XXX"), None);
    }

    #[test]
    fn a_sign_must_suit_the_currency() {
        assert!(Currency::USD.accepts_sign('$'));
        assert!(!Currency::USD.accepts_sign('€'));
        assert!(Currency::find("CAD").is_some_and(|c| c.accepts_sign('$')));
        assert!(Currency::find("EUR").is_some_and(|c| !c.accepts_sign('$')));
    }
}
