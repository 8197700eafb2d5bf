//! A runtime before another, in which calls go wrong.

use std::future::{Future, pending};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use futures_util::future::{Either, select};
use gig_core::name::{InstanceName, ProjectName};
use gig_core::platform::{Hook, InstanceSpec, Network, RestartPolicy, Volume};
use gig_core::runtime::{
    Capabilities, ContainerRuntime, Ensured, HookEnd, ImageFacts, ImageId, Inspection, InstanceId, NetworkId, Observed,
    OnProgress, Removed, RuntimeError, RuntimeErrorKind, RuntimeResult, StartMark, WantedImage,
};
use tokio::sync::watch;

use super::rule::{Rule, RuleGuard, Rules, Verdict};
use crate::call::Call;

/// A runtime before another, in which calls go wrong as its rules say.
pub struct FaultRuntime<R> {
    runtime: R,
    rules: Arc<Mutex<Rules>>,
    calls: Mutex<Vec<Call>>,
    crashed: watch::Sender<bool>,
}

impl<R: ContainerRuntime> FaultRuntime<R> {
    /// Stands before `runtime`, without rules yet.
    pub fn new(runtime: R) -> Self {
        let crashed = watch::Sender::new(false);
        Self { runtime, rules: Arc::default(), calls: Mutex::default(), crashed }
    }

    /// Stands before `runtime` with one rule that stays in force.
    pub fn with_rule(runtime: R, rule: impl Rule + 'static) -> Self {
        let fault = Self::new(runtime);
        fault.install(rule).forget();
        fault
    }

    /// Puts a rule into force until its guard is dropped.
    pub fn install(&self, rule: impl Rule + 'static) -> RuleGuard {
        Rules::install(&self.rules, rule)
    }

    /// Returns the calls that were made so far, whatever became of them.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Returns how many calls that may change something were made so far.
    #[must_use]
    pub fn mutating_calls(&self) -> usize {
        self.calls().iter().filter(|call| call.is_mutating()).count()
    }

    /// Returns once the caller is dead, as a rule has decided.
    pub async fn crashed(&self) {
        // The sender lives as long as `self`, so waiting cannot fail.
        let _ = self.crashed.subscribe().wait_for(|crashed| *crashed).await;
    }

    /// Runs `work` until it ends, or until the caller is dead: then it is dropped as it stands, and there is no result.
    pub async fn survive<F: Future>(&self, work: F) -> Option<F::Output> {
        let work = Box::pin(work);
        let crashed = Box::pin(self.crashed());
        match select(work, crashed).await {
            Either::Left((output, _)) => Some(output),
            Either::Right(((), _)) => None,
        }
    }

    /// Writes the call down and asks the rules; it never returns to a dead caller.
    async fn judge(&self, call: &Call) -> Verdict {
        if *self.crashed.borrow() {
            return pending().await;
        }
        self.calls.lock().unwrap_or_else(PoisonError::into_inner).push(call.clone());
        let verdict = self.rules.lock().unwrap_or_else(PoisonError::into_inner).judge(call);
        if verdict == Verdict::CrashBefore {
            return self.crash().await;
        }
        verdict
    }

    async fn crash<T>(&self) -> T {
        self.crashed.send_replace(true);
        pending().await
    }

    async fn look<T>(&self, call: Call, real: impl Future<Output = RuntimeResult<T>> + Send) -> RuntimeResult<T> {
        match self.judge(&call).await {
            Verdict::Lie => real.await,
            verdict => self.carry_out(call, verdict, real).await,
        }
    }

    async fn change<T>(
        &self,
        call: Call,
        real: impl Future<Output = RuntimeResult<T>> + Send,
        lie: impl FnOnce() -> T + Send,
    ) -> RuntimeResult<T> {
        match self.judge(&call).await {
            Verdict::Lie => Ok(lie()),
            verdict => self.carry_out(call, verdict, real).await,
        }
    }

    async fn carry_out<T>(
        &self,
        call: Call,
        verdict: Verdict,
        real: impl Future<Output = RuntimeResult<T>> + Send,
    ) -> RuntimeResult<T> {
        match verdict {
            Verdict::Fail(kind) => return Err(error(kind, &call, "the call was made to fail")),
            Verdict::Delay(delay) => tokio::time::sleep(delay).await,
            Verdict::Pass | Verdict::Lose | Verdict::Lie | Verdict::CrashBefore | Verdict::CrashAfter => {}
        }
        let result = real.await;
        match verdict {
            Verdict::Lose => Err(error(RuntimeErrorKind::Unavailable, &call, "the connection was closed")),
            Verdict::CrashAfter => self.crash().await,
            _ => result,
        }
    }
}

fn error(kind: RuntimeErrorKind, call: &Call, message: &str) -> RuntimeError {
    RuntimeError::new(kind, call.operation(), call.resource(), message)
}

/// The facts of an image that is not there.
fn invented_facts() -> ImageFacts {
    let id = ImageId::new(format!("sha256:{:0>64}", "11e"));
    ImageFacts { id, volumes: Vec::new(), has_health_check: false, platform: "linux/amd64".to_owned() }
}

/// The id of an instance that is not there.
fn invented_id() -> InstanceId {
    InstanceId::new(format!("{:0<64}", "11e"))
}

#[async_trait]
impl<R: ContainerRuntime> ContainerRuntime for FaultRuntime<R> {
    fn description(&self) -> String {
        format!("{}, with faults", self.runtime.description())
    }

    fn take_warnings(&self) -> Vec<String> {
        self.runtime.take_warnings()
    }

    fn capabilities(&self) -> Capabilities {
        self.runtime.capabilities()
    }

    async fn observe(&self, project: &ProjectName) -> RuntimeResult<Observed> {
        self.look(Call::Observe(project.clone()), self.runtime.observe(project)).await
    }

    async fn inspect(&self, id: &InstanceId) -> RuntimeResult<Option<Inspection>> {
        self.look(Call::Inspect(id.clone()), self.runtime.inspect(id)).await
    }

    async fn prepare_image(&self, wanted: &WantedImage, on_progress: OnProgress<'_>) -> RuntimeResult<ImageFacts> {
        let real = self.runtime.prepare_image(wanted, on_progress);
        self.change(Call::PrepareImage(wanted.clone()), real, invented_facts).await
    }

    async fn ensure_network(&self, project: &ProjectName, network: &Network) -> RuntimeResult<Ensured> {
        let real = self.runtime.ensure_network(project, network);
        self.change(Call::EnsureNetwork(network.name.clone()), real, || Ensured::Present).await
    }

    async fn ensure_volume(&self, project: &ProjectName, volume: &Volume) -> RuntimeResult<Ensured> {
        let real = self.runtime.ensure_volume(project, volume);
        self.change(Call::EnsureVolume(volume.name.clone()), real, || Ensured::Present).await
    }

    async fn create(&self, spec: &InstanceSpec) -> RuntimeResult<InstanceId> {
        self.change(Call::Create(spec.name.clone()), self.runtime.create(spec), invented_id).await
    }

    async fn start(&self, id: &InstanceId, last: Option<&StartMark>) -> RuntimeResult<()> {
        self.change(Call::Start(id.clone()), self.runtime.start(id, last), || ()).await
    }

    async fn stop(&self, id: &InstanceId, grace: Option<Duration>) -> RuntimeResult<()> {
        self.change(Call::Stop(id.clone()), self.runtime.stop(id, grace), || ()).await
    }

    async fn run_hook(&self, id: &InstanceId, hook: &Hook) -> RuntimeResult<HookEnd> {
        let call = Call::RunHook(id.clone(), hook.command.clone());
        self.change(call, self.runtime.run_hook(id, hook), || HookEnd { exit_code: 0, last_lines: Vec::new() }).await
    }

    async fn rename(&self, id: &InstanceId, name: &InstanceName) -> RuntimeResult<()> {
        self.change(Call::Rename(id.clone(), name.clone()), self.runtime.rename(id, name), || ()).await
    }

    async fn set_restart(&self, id: &InstanceId, policy: RestartPolicy) -> RuntimeResult<()> {
        let real = self.runtime.set_restart(id, policy);
        self.change(Call::SetRestart(id.clone(), policy), real, || ()).await
    }

    async fn connect(&self, network: &str, id: &InstanceId, aliases: &[String]) -> RuntimeResult<()> {
        let real = self.runtime.connect(network, id, aliases);
        self.change(Call::Connect(id.clone(), network.to_owned()), real, || ()).await
    }

    async fn disconnect(&self, network: &str, id: &InstanceId) -> RuntimeResult<()> {
        let real = self.runtime.disconnect(network, id);
        self.change(Call::Disconnect(id.clone(), network.to_owned()), real, || ()).await
    }

    async fn remove(&self, id: &InstanceId) -> RuntimeResult<Removed> {
        self.change(Call::Remove(id.clone()), self.runtime.remove(id), || Removed::Removed).await
    }

    async fn remove_network(&self, id: &NetworkId) -> RuntimeResult<Removed> {
        let real = self.runtime.remove_network(id);
        self.change(Call::RemoveNetwork(id.clone()), real, || Removed::Removed).await
    }

    async fn remove_volume(&self, name: &str) -> RuntimeResult<Removed> {
        let real = self.runtime.remove_volume(name);
        self.change(Call::RemoveVolume(name.to_owned()), real, || Removed::Removed).await
    }

    async fn log_tail(&self, id: &InstanceId, lines: usize) -> RuntimeResult<Vec<String>> {
        self.look(Call::LogTail(id.clone()), self.runtime.log_tail(id, lines)).await
    }
}
