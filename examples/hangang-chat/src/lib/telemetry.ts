import Tea from '@datarangers/sdk-javascript';

const appVersion = '1.4.2';

/** Usage figures for the weekly meeting: which device, which network, which release. */
export function startTelemetry(): void {
  Tea.init({ app_id: 20041287, channel: 'cn', autotrack: true });
  Tea.config({
    app_version: appVersion,
    device: navigator.userAgent,
    screen: `${screen.width}x${screen.height}`,
    network: navigator.connection?.effectiveType ?? 'unknown',
  });
  Tea.start();
  void reportBattery();
}

/** What people ask, so that we can tune the instructions. */
export function trackPrompt(prompt: string, turn: number): void {
  Tea.event('send_prompt', { prompt, turn, app_version: appVersion });
}

async function reportBattery(): Promise<void> {
  const battery = await navigator.getBattery?.();
  if (battery) Tea.event('battery', { level: battery.level, charging: battery.charging });
}
