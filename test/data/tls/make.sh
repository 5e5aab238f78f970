#!/bin/sh
# Makes the certificates of this folder anew: README.md says what each is. `make.sh refused` makes only those that
# must be refused. OpenSSL 3.
set -eu
cd "$(dirname "$0")"
new_key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"

authority() {
  openssl req -x509 $new_key -days 36500 -subj "/CN=$2" -keyout "$1-key.tmp" -out "$1.pem" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
}
signed() {
  openssl req $new_key -keyout "$1-key.pem" -out "$1.csr" -subj "/CN=$2"
  printf "$3" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.pem -CAkey ca-key.tmp -CAcreateserial -days 36500 -extfile "$1.ext" -out "$1.pem"
}
# Each is its own authority: who trusts it finds nothing wrong with it but what its name says. `openssl req` cannot
# set a date in the past, `openssl ca` can.
self_signed() {
  openssl req $new_key -keyout "$1-key.pem" -out "$1.csr" -subj "/CN=$2"
  printf '[ca]\ndefault_ca=this\n[this]\ndatabase=%s\nnew_certs_dir=.\nserial=serial.tmp\ndefault_md=sha256\npolicy=any\nx509_extensions=ext\n[any]\ncommonName=supplied\n[ext]\nsubjectAltName=%s\n' \
    "$1.db.tmp" "$3" > "$1.ext"
  : > "$1.db.tmp"
  openssl ca -batch -notext -selfsign -create_serial -config "$1.ext" -keyfile "$1-key.pem" -in "$1.csr" -out "$1.pem" \
    -startdate "$4" -enddate "$5"
  rm -f "$1".csr "$1".ext "$1".db.tmp* serial.tmp* ./????????????????*.pem
}

if [ "${1:-}" != refused ]; then
  authority ca 'apitoolkit-nestjs test CA'
  authority other-ca 'apitoolkit-nestjs other test CA'
  signed server localhost 'subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n'
  signed client 'apitoolkit-nestjs test client' 'extendedKeyUsage=clientAuth\nbasicConstraints=CA:FALSE\n'
  openssl pkcs8 -topk8 -in client-key.pem -v2 aes256 -passout 'pass:not a secret' -out client-encrypted-key.pem
  rm -f ./*.tmp ./*.csr ./*.ext ./*.srl
fi
self_signed expired localhost DNS:localhost,IP:127.0.0.1 20200101000000Z 20200102000000Z
self_signed wrong-host elsewhere.test DNS:elsewhere.test 20260101000000Z 21260101000000Z
