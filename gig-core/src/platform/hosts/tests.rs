use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{ExtraHost, InvalidHost};

#[test]
fn an_entry_is_a_name_and_an_address() {
    let check = |text: &str, expected: &str| {
        let parsed: Result<ExtraHost, InvalidHost> = text.parse();
        assert_eq!(parsed.map(|host| host.to_string()).as_deref(), Ok(expected), "{text}");
    };
    check("db=10.0.0.7", "db=10.0.0.7");
    check("db:10.0.0.7", "db=10.0.0.7");
    check("db: 10.0.0.7", "db=10.0.0.7");
    check("db:::1", "db=::1");
    check("db=[2001:db8::1]", "db=2001:db8::1");
    check("host.docker.internal:host-gateway", "host.docker.internal=host-gateway");
}

#[test]
fn what_is_no_entry_says_which_rule_it_breaks() {
    let check = |text: &str, rule: &str| assert_eq!(text.parse::<ExtraHost>().unwrap_err().rule, rule, "{text}");
    check("db", "it has no address");
    check("=10.0.0.7", "it does not begin with the name of a host");
    check("a:b=10.0.0.7", "it does not begin with the name of a host");
    check("db=10.0.0.7,10.0.0.8", "it has several addresses; write an entry for each");
    check("db=", "what follows the name is neither an IP address nor `host-gateway`");
    check("db=10.0.0", "what follows the name is neither an IP address nor `host-gateway`");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(host in "[a-z.-]{1,10}", address in any::<std::net::IpAddr>()) {
        let entry = ExtraHost { host, address: address.to_string() };
        prop_assert_eq!(entry.to_string().parse(), Ok(entry));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), near in "[a=:.1\\[\\], é]{0,20}") {
        let _ = (text.parse::<ExtraHost>(), near.parse::<ExtraHost>());
    }
}
