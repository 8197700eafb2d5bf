//! The devices of the host that an instance may use.

/// The devices of the host that an instance may use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Devices {
    /// Those that are mapped into it.
    pub mapped: Vec<Device>,
    /// Rules for those that come later, as the kernel's device cgroup has them: `c 1:3 mr`.
    pub rules: Vec<String>,
    /// Those that a driver picks.
    pub requested: Vec<DeviceRequest>,
}

/// A device that is mapped into an instance.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Device {
    /// Its path on the host.
    pub source: String,
    /// Its path inside.
    pub target: String,
    /// What is allowed, of `r`, `w` and `m`.
    pub permissions: String,
}

/// Devices that a driver picks, such as graphics processors.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeviceRequest {
    /// The driver; `None` lets the engine choose by the capabilities.
    pub driver: Option<String>,
    /// How many; -1 is all of them.
    pub count: Option<i64>,
    /// Which ones.
    pub ids: Vec<String>,
    /// What they must be capable of, all of it.
    pub capabilities: Vec<String>,
    /// Options of the driver, by name.
    pub options: std::collections::BTreeMap<String, String>,
}

/// Reads the short form: `source[:target[:permissions]]`.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn parse_device(text: &str) -> Result<Device, String> {
    let parts: Vec<&str> = text.split(':').collect();
    let device = |source: &str, target: &str, permissions: &str| Device {
        source: source.to_owned(),
        target: target.to_owned(),
        permissions: permissions.to_owned(),
    };
    match parts[..] {
        [source] if !source.is_empty() => Ok(device(source, source, "rwm")),
        [source, permissions] if are_permissions(permissions) => Ok(device(source, source, permissions)),
        [source, target] => Ok(device(source, target, "rwm")),
        [source, target, permissions] => Ok(device(source, target, permissions)),
        _ => Err(format!("`{text}` is not a device: it is `source`, `source:target` or `source:target:rwm`")),
    }
}

fn are_permissions(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| "rwm".contains(c))
}

#[cfg(test)]
mod tests {
    use super::parse_device;

    #[test]
    fn a_device_has_a_source_and_perhaps_a_target_and_permissions() {
        let read = |text: &str| parse_device(text).map(|device| [device.source, device.target, device.permissions]);
        let of = |parts: [&str; 3]| Ok(parts.map(str::to_owned));
        assert_eq!(read("/dev/a"), of(["/dev/a", "/dev/a", "rwm"]));
        assert_eq!(read("/dev/a:/dev/b"), of(["/dev/a", "/dev/b", "rwm"]));
        assert_eq!(read("/dev/a:r"), of(["/dev/a", "/dev/a", "r"]));
        assert_eq!(read("/dev/a:/dev/b:rw"), of(["/dev/a", "/dev/b", "rw"]));
        assert!(read("").is_err() && read("a:b:c:d").is_err());
    }
}
