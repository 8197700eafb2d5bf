//! Two configurations have the same records only if they are the same.

use gig_core::platform::{Configuration, Record, differing_keys};
use gig_testkit::generate;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

use super::read_back::read_back;
use super::vectors::vectors;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    /// What can be read back from the records was not lost in them: a left inverse makes them injective.
    #[test]
    fn a_configuration_can_be_read_back_from_its_records(configuration in generate::configuration()) {
        let again = read_back(&configuration.records());
        prop_assert!(again == configuration, "{}", exposed(&configuration));
    }

    /// The records can be told apart in the text that is hashed, as long as no value holds a NUL.
    #[test]
    fn the_records_can_be_read_back_from_the_text_that_is_hashed(configuration in generate::configuration()) {
        let records = configuration.records();
        let text: String = records.iter().map(|record| format!("{}\0{}\0", record.key, record.value.expose())).collect();
        let fields: Vec<&str> = text.split_terminator('\0').collect();
        let written: Vec<&str> = records.iter().flat_map(|record| [record.key.as_str(), record.value.expose()]).collect();
        prop_assert_eq!(fields, written);
    }

    #[test]
    fn two_configurations_differ_in_a_key_just_where_their_hashes_do(
        left in generate::configuration(),
        right in generate::configuration(),
    ) {
        let (left_records, right_records) = (left.records(), right.records());
        prop_assert_eq!(left == right, left.hash() == right.hash());
        prop_assert_eq!(left == right, differing_keys(&left_records, &right_records).is_empty());
        prop_assert!(differing_keys(&left_records, &left.records()).is_empty());
    }
}

#[test]
fn every_vector_can_be_read_back() {
    for vector in vectors() {
        assert!(read_back(&vector.configuration.records()) == vector.configuration, "{}", vector.name);
    }
}

#[test]
fn no_record_shows_its_value_in_debug_output() {
    let shown: String = vectors().iter().map(|vector| format!("{:?}", vector.configuration.records())).collect();
    assert!(!shown.contains("pa$$word"), "a value is shown");
}

fn exposed(configuration: &Configuration) -> String {
    let show = |record: &Record| format!("{:?} = {:?}\n", record.key, record.value.expose());
    configuration.records().iter().map(show).collect()
}
