import './base.css';
import './controls.css';
import './tasks.css';
import './chart.css';
import './logs.css';
import './ansi.css';
import './register-task.css';
import './places.css';
