//! What a document says that cannot be carried out.

use gig_core::document::{Entry, Mapping, Node, NodeValue};
use gig_core::resolve::Image;

use super::World;

/// What keeps the document from being carried out is an error to who resolves it, and a warning to who describes it.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let errors = World::default().resolve(text).expect_err(text);
    let codes: Vec<&str> = errors.iter().map(|error| error.code).collect();
    let described = World::default().describe(text).expect(text);
    let warnings: Vec<&str> = described.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, expected, "{text}");
    assert!(codes.iter().all(|code| warnings.contains(code)), "{text}: {warnings:?}");
}

#[test]
fn what_is_incomplete_is_described() {
    check("services: {web: {ports: ['80']}}", &["missing-image"]);
    check("services: {web: {image: ''}}", &["invalid-image"]);
    check("services: {web: {image: 'web:$TAG'}}", &["invalid-image"]);
    check("services: {web: {image: a, depends_on: [db]}}", &["unknown-service"]);
    check("services: {web: {image: a, links: [web]}}", &["self-dependency"]);
    check("services: {a: {image: a, links: [b]}, b: {image: b, links: [a]}}", &["cycle"]);
    check("services: {web: {image: a, networks: [back]}}", &["undeclared"]);
    check("services: {web: {image: a, networks: [default, default]}}", &["duplicate-network"]);
    check("services: {web: {image: a, volumes: ['data:/data']}}", &["undeclared"]);
    check("services: {web: {image: a, volumes: ['$DATA/x:/data']}}", &["unset-variable"]);
    check("services: {web: {image: a, volumes: ['/x:data']}}", &["invalid-volume"]);
    check("services: {web: {image: a, volumes: ['/x:/data', '/y:/data/']}}", &["duplicate-target"]);
    check("services: {web: {image: a, ports: ['$IP:80:80']}}", &["unset-variable"]);
    check("services: {a: {image: a, ports: ['80:80']}, b: {image: b, ports: ['80:80']}}", &["duplicate-host-port"]);
    check("services: {web: {image: a, container_name: '${P}_web'}}", &["invalid-name"]);
    check("services: {web: {image: a, healthcheck: {test: ['$T']}}}", &["invalid-health-test", "unset-variable"]);
    check("services: {web: {image: a, healthcheck: {test: [CMD]}}}", &["invalid-health-test"]);
    check("services: {web: {image: a, healthcheck: {start_interval: 1s}}}", &["missing-key"]);
    check("services: {web: {image: a, restart: never}}", &["invalid-restart"]);
    check("services: {web: {image: a, restart: '${U}m'}}", &["invalid-restart"]);
    check(
        "services: {a: {image: a, container_name: xy}, b: {image: b, container_name: xy}}",
        &["duplicate-container-name"],
    );
}

#[test]
fn what_cannot_be_read_is_not_described() {
    for text in [
        "services: {web: {image: a, volumes: [':/data']}}",
        "services: {web: {image: a, ports: ['x']}}",
        "services: {web: {image: a, container_name: '$P'}}",
        "services: {web: {image: a, restart: false}}",
        "services: {web: {image: a, healthcheck: {test: [curl, x]}}}",
        "services: {web: {image: '${A:?set it}'}}",
        "services: {web: {image: a, sorts: 1}}",
    ] {
        assert!(World::default().describe(text).is_err(), "{text}");
    }
}

#[test]
fn the_words_of_the_document_are_kept() {
    let text = "services:
  built: {build: .}
  named: {image: 'a:1', build: .}
  unfit: {image: '-base:$TAG'}
  web: {image: a, container_name: '${P}_web', restart: never, environment: [HOME, SET=1], networks: [back], volumes: ['data:/data', '/a/:/b', 'C:\\x:/c']}
";
    let found = World { variables: &[("SET", "2")], ..World::default() }.describe(text).expect(text);
    let image = |name: &str| found.written[&name.parse().expect("a name")].image.clone();
    assert_eq!(image("built"), Image::Built("shop_built".parse().expect("an image")));
    assert_eq!(image("named"), Image::Reference("a:1".parse().expect("an image")));
    assert_eq!(image("unfit"), Image::Unfit("-base:".to_owned()));
    let web = found.platform.services.last().expect("four services");
    assert!(found.written[&web.name].unset.iter().eq(["HOME"]));
    assert_eq!(found.written[&web.name].container_name.as_deref(), Some("_web"));
    assert_eq!(found.written[&web.name].unfit_restart.as_deref(), Some("never"));
    assert_eq!(web.configuration.networks[0].network, "back");
    let mounted = format!("{:?}", web.configuration.mounts);
    for kept in ["\"data\"", "\"/a/\"", "C:"] {
        assert!(mounted.contains(kept), "{kept}: {mounted}");
    }
}

#[test]
fn what_is_said_twice_is_described_once() {
    let text = "services:
  db: {image: a}
  web:
    image: a
    ports: ['80:80', '80:80', {target: 80, published: 80}, {target: 80, published: 80, mode: host}]
    expose: ['1', '2', '1']
    links: [db, db]
    devices: [/dev/a, /dev/a]
    profiles: [x, x]
    secrets: [s, s, {source: s}]
    configs: [c, c]
secrets: {s: {environment: S}}
configs: {c: {content: text}}
";
    let variables = [("S", "secret")];
    let found = World { variables: &variables, named: &["web"], ..World::default() }.describe(text).expect(text);
    let web = found.platform.services.iter().find(|service| service.name.as_str() == "web").expect("it is there");
    let written = &found.written[&web.name];
    assert_eq!((web.configuration.ports.len(), written.ports.len()), (2, 2));
    assert_eq!(written.expose, ["1", "2"]);
    assert_eq!((written.links.len(), web.configuration.devices.mapped.len()), (1, 1));
    assert_eq!(written.profiles, ["x"]);
    assert_eq!((web.secrets.len(), web.configs.len()), (1, 1));
    assert_eq!(found.warnings, []);
}

#[test]
fn how_an_image_is_built_is_kept_in_the_long_form() {
    let check = |build: &str, expected: &[(&str, &str)]| {
        let text = format!("services: {{web: {{build: {build}}}}}");
        let found = World { variables: &[("SET", "2")], ..World::default() }.describe(&text).expect(&text);
        let service = &found.platform.services[0];
        let node = found.written[&service.name].build.as_ref().expect(&text).clone();
        let keys = node.as_mapping().expect("a map").iter().map(|entry| (entry.key.clone(), shown(&entry.value)));
        let mut keys: Vec<_> = keys.collect();
        keys.sort();
        let expected = expected.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        assert_eq!(keys, expected.collect::<Vec<_>>(), "{text}");
    };
    check("./a/$SET", &[("context", "/srv/shop/a/2"), ("dockerfile", "Dockerfile")]);
    check("{context: 'https://a/b.git#$SET'}", &[("context", "https://a/b.git#2"), ("dockerfile", "Dockerfile")]);
    check("{dockerfile: '${SET}.file'}", &[("context", "/srv/shop"), ("dockerfile", "2.file")]);
    check("{dockerfile_inline: 'FROM a'}", &[("context", "/srv/shop"), ("dockerfile_inline", "FROM a")]);
    check(
        "{context: ., args: [A=1, SET, UNSET], target: x}",
        &[("args", "A=1 SET=2"), ("context", "/srv/shop"), ("dockerfile", "Dockerfile"), ("target", "x")],
    );
}

fn shown(node: &Node) -> String {
    match node.as_mapping() {
        None => node.as_scalar().map(|scalar| scalar.text.clone()).unwrap_or_default(),
        Some(mapping) => {
            let pairs = mapping.iter().map(|entry| format!("{}={}", entry.key, shown(&entry.value)));
            pairs.collect::<Vec<_>>().join(" ")
        }
    }
}

#[test]
fn what_is_not_carried_out_is_kept_in_the_long_form() {
    let text = "services:
  web:
    image: a
    cpu_count: '$SET'
    develop: {watch: [{path: ./a, action: sync, ignore: b}]}
    models: [llm]
    volumes: [{type: image, source: a, target: /a}, {type: volume, source: v, target: /v, volume: {subpath: b}}]
  db: {provider: {type: t, options: {size: 1}}}
volumes: {v: , unused: }
";
    let found = World { variables: &[("SET", "2")], ..World::default() }.describe(text).expect(text);
    let [web, db] = &found.platform.services[..] else { panic!("two services") };
    let (web, written) = (&found.written[&web.name], &found.written[&db.name]);
    let kept = |keys: &Mapping| keys.iter().map(entry).collect::<Vec<_>>().join(" ");
    assert_eq!(
        kept(&web.kept),
        "cpu_count=2 develop={watch=[{path=/srv/shop/a action=sync ignore=[b]}]} models={llm=}"
    );
    assert_eq!(kept(&written.kept), "provider={type=t options={size=[1]}}");
    let mounts: Vec<String> = web.mounts.iter().map(said).collect();
    assert_eq!(mounts, ["{type=image source=a target=/a}", "{type=volume source=v target=/v volume={subpath=b}}"]);
    assert!(found.platform.volumes.iter().map(|volume| volume.key.as_str()).eq(["v"]));
    assert!(db.configuration.networks.is_empty());
}

fn entry(entry: &Entry) -> String {
    format!("{}={}", entry.key, said(&entry.value))
}

fn said(node: &Node) -> String {
    let joined = |parts: Vec<String>| parts.join(" ");
    match &node.value {
        NodeValue::Null => String::new(),
        NodeValue::Scalar(scalar) => scalar.text.clone(),
        NodeValue::Sequence(items) => format!("[{}]", joined(items.iter().map(said).collect())),
        NodeValue::Mapping(keys) => format!("{{{}}}", joined(keys.iter().map(entry).collect())),
    }
}
