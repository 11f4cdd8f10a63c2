import { computed, Injectable, inject, signal } from '@angular/core';
import mixpanel from 'mixpanel-browser';
import posthog from 'posthog-js';

@Injectable({ providedIn: 'root' })
export class ConsentService {
  private readonly key = 'shop-statistics';
  private given = signal(this.stored());
  private shown = signal(false);
  private both = computed(() => this.given());
  private loaded = false;

  constructor() {
    if (this.given()) this.load();
  }

  private stored(): boolean {
    return localStorage.getItem(this.key) === 'true';
  }

  grantConsent(): void {
    localStorage.setItem(this.key, 'true');
    this.given.set(true);
    this.load();
  }

  show(): void {
    this.shown.set(true);
  }

  private load(): void {
    if (this.loaded) return;
    posthog.init('phc_tailor'); // gated
    this.loaded = true;
    (window as any).sewTogether();
  }

  track(name: string): void {
    if (this.both()) mixpanel.track('both'); // gated
    if (this.shown.asReadonly()()) mixpanel.track('shown'); // ungated
    if (!this.given() || !this.loaded) return;
    mixpanel.track(name); // gated
  }
}

@Injectable({ providedIn: 'root' })
export class ShopService {
  private consent = inject(ConsentService);

  sew() {
    this.consent.track('sew');
  }
}

(window as any).sewTogether = () => mixpanel.track('together'); // gated
(window as any).hum = () => mixpanel.track('hum'); // ungated
