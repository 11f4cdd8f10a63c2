import posthog from 'posthog-js';

// A function that is declared among the cases of a switch is one like any other.
switch (document.readyState) {
  case 'loading':
    break;
  default:
    begin();
    function begin() {
      posthog.init('phc_case'); // ungated
    }
}
