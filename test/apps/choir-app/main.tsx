import './atoms';
import './redux';
import './streams';
import './stores';
import './signals';
import './pinia';
