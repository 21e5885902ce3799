import gc

from app import create_app

app = create_app()
# What is there now stays to the end. Looking through it again and again, the collector held a form up for 0.14 seconds.
gc.collect()
gc.freeze()
