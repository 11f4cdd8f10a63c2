import mixpanel from 'mixpanel-browser';
import { combineReducers, configureStore, createSelector, createSlice } from '@reduxjs/toolkit';
import { useDispatch, useSelector } from 'react-redux';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

const songs = createSlice({
  name: 'songs',
  initialState: { counted: false, shown: false, preset: true },
  reducers: {
    count(state) {
      state.counted = true;
    },
    show: (state, action) => ({ ...state, shown: action.payload }),
  },
});

const old = (state = { ready: false }, action) => (action.type === 'READY' ? { ...state, ready: true } : state);

const store = configureStore({ reducer: combineReducers({ songs: songs.reducer, old }) });
const isCounted = createSelector([(state) => state.songs], (part) => part.counted);

document.getElementById('accept').addEventListener('click', () => {
  store.dispatch(songs.actions.count());
  store.dispatch({ type: 'READY' });
});
document.getElementById('next').addEventListener('click', () => store.dispatch(songs.actions.show(true)));

function Song() {
  const dispatch = useDispatch();
  const counted = useSelector((state) => state.songs.counted);
  const again = useSelector(isCounted);
  const ready = useSelector((state) => state.old.ready);
  const shown = useSelector((state) => state.songs.shown);
  const preset = useSelector((state) => state.songs.preset);
  useEffect(() => {
    dispatch((_, getState) => {
      if (getState().songs.counted) mixpanel.track('thunk'); // gated: analytics
    });
    if (counted) mixpanel.track('song'); // gated: analytics
    if (again) mixpanel.track('again'); // gated: analytics
    if (ready) mixpanel.track('ready'); // gated: analytics
    if (shown) mixpanel.track('shown'); // ungated
    if (preset) mixpanel.track('preset'); // ungated
  }, [counted, again, ready, shown, preset, dispatch]);
  return null;
}

createRoot(document.body).render(<Song />);
