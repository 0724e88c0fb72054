"""The record in other people's forms. Pure: model rows in, plain values out."""
