//! What a live run keeps is bounded, however long it goes on.
