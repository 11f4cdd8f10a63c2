import { configureStore, createSlice } from '@reduxjs/toolkit';
import mixpanel from 'mixpanel-browser';

// A case for the action of another slice is run when that is dispatched.
const session = createSlice({ name: 'session', initialState: {}, reducers: { agreed: (state) => state } });
const consent = createSlice({
  name: 'consent',
  initialState: { analytics: false },
  reducers: {},
  extraReducers: (builder) => {
    builder.addCase(session.actions.agreed, (state) => {
      state.analytics = true;
    });
  },
});
const store = configureStore({ reducer: { consent: consent.reducer } });
const accept = document.createElement('button');
accept.textContent = 'Accept analytics';
accept.onclick = () => store.dispatch(session.actions.agreed());
document.body.appendChild(accept);
window.addEventListener('focus', () => {
  if (store.getState().consent.analytics) mixpanel.init('mp_slice'); // gated: analytics
});
