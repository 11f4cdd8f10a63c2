import posthog from 'posthog-js';

// What the program puts on the window and asks by name is its own, alone or as a part of an object.
window.mayMeasure = () => Cookiebot.consent.statistics === true;
window.choices = { mayMeasure: () => Cookiebot.consent.statistics === true };
if (window.mayMeasure()) posthog.init('phc_window'); // gated: analytics by cookiebot
if (window.choices.mayMeasure()) posthog.init('phc_choices'); // gated: analytics by cookiebot
