import { PostHog } from 'posthog-node';

// A field that the class assigns is not given by somebody else, whatever its type.
class Counter {
  private client?: PostHog;
  private given!: PostHog;
  begin() {
    this.client = new PostHog('phc_typed');
  }
  count() {
    if (this.client) this.client.capture({ distinctId: 'reader', event: 'count' }); // gated: analytics
    // Nobody here assigns it: a container may.
    if (this.given) this.given.capture({ distinctId: 'reader', event: 'given' }); // ungated
  }
}
const counter = new Counter();
document.getElementById('accept-analytics')?.addEventListener('click', () => counter.begin());
document.getElementById('next-page')?.addEventListener('click', () => counter.count());

// Where a decorator asks for it, it is given all the same.
class Injected {
  @Inject(PostHog) private client?: PostHog;
  again() {
    this.client = new PostHog('phc_again');
  }
  count() {
    if (this.client) this.client.capture({ distinctId: 'reader', event: 'injected' }); // ungated
  }
}
const injected = new Injected();
document.getElementById('accept-analytics')?.addEventListener('click', () => injected.again());
document.getElementById('next-page')?.addEventListener('click', () => injected.count());

declare function Inject(what: unknown): PropertyDecorator;
