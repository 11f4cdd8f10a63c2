import posthog from 'posthog-js';
import { useEffect, useReducer } from 'react';
import { createRoot } from 'react-dom/client';

function reduce(state, action) {
  switch (action.type) {
    case 'accept':
      return { ...state, analytics: true };
    default:
      return state;
  }
}

function App() {
  const [state, dispatch] = useReducer(reduce, { analytics: false });
  useEffect(() => {
    if (state.analytics) posthog.init('phc_reducer'); // gated: analytics
  }, [state.analytics]);
  return <button onClick={() => dispatch({ type: 'accept' })}>Accept analytics</button>;
}
createRoot(document.getElementById('root')).render(<App />);
