import mixpanel from 'mixpanel-browser';
import { useEffect, useReducer, useState } from 'react';
import { createRoot } from 'react-dom/client';

// Each state is made of the one before: that is one object, not one more at every turn.
function reduce(state, action) {
  switch (action.type) {
    case 'accept':
      return { ...state, analytics: true };
    case 'close':
      return { ...state, closed: true };
    default:
      return state;
  }
}

function App() {
  const [state, dispatch] = useReducer(reduce, { analytics: false, closed: false });
  const [choice, setChoice] = useState({ marketing: false, seen: 0 });
  useEffect(() => {
    if (state.analytics) mixpanel.init('mp_reduced'); // gated: analytics
    if (choice.marketing) mixpanel.track('opened'); // defective: wrong-purpose
  }, [state.analytics, choice.marketing]);
  return (
    <>
      <button onClick={() => dispatch({ type: 'accept' })}>I agree to analytics</button>
      <button onClick={() => dispatch({ type: 'close' })}>Close</button>
      <button onClick={() => setChoice((before) => ({ ...before, marketing: true }))}>I agree to marketing</button>
      <button onClick={() => setChoice((before) => ({ ...before, seen: before.seen + 1 }))}>Next</button>
    </>
  );
}
createRoot(document.getElementById('root')).render(<App />);
