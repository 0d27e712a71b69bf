/** Imports that nearly everybody writes the same way, by the name they bind. */
export const KNOWN_IMPORTS: ReadonlyMap<string, string> = new Map([
  ['np', 'import numpy as np'],
  ['pd', 'import pandas as pd'],
  ['plt', 'import matplotlib.pyplot as plt'],
  ['sns', 'import seaborn as sns'],
  ['tf', 'import tensorflow as tf'],
  ['torch', 'import torch'],
  ['os', 'import os'],
  ['sys', 'import sys'],
  ['re', 'import re'],
  ['json', 'import json'],
  ['math', 'import math'],
  ['time', 'import time'],
  ['random', 'import random'],
  ['datetime', 'import datetime'],
  ['requests', 'import requests'],
  ['Path', 'from pathlib import Path'],
  ['Counter', 'from collections import Counter'],
  ['defaultdict', 'from collections import defaultdict']
]);
